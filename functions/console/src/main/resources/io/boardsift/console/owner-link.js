// The way from the console to the owner's page, for those who may go there.
import { signOf } from "./answers.js";
import { isOwner } from "./sign-in.js";

const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll("[data-owner]")]);
links.forEach((link) => (link.hidden = !isOwner()));

document.addEventListener("keydown", (event) => {
  const isElsewhere = event.target instanceof HTMLInputElement || document.querySelector("dialog[open]");
  if (
    !isElsewhere &&
    !event.ctrlKey &&
    !event.metaKey &&
    !event.altKey &&
    isOwner() &&
    signOf(event) === "g"
  ) {
    event.preventDefault();
    location.assign("owner.html#gallery");
  }
});
