// The way from the console to the owner's page, for those who may go there.
import { isForPage, signOf } from "./keys.js";
import { isOwner } from "./sign-in.js";

const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll("[data-owner]")]);
links.forEach((link) => (link.hidden = !isOwner()));

document.addEventListener("keydown", (event) => {
  if (isForPage(event) && isOwner() && signOf(event) === "g") {
    event.preventDefault();
    location.assign("owner.html#gallery");
  }
});
