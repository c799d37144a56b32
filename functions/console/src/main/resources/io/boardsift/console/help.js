// The help sheet, with what the owner tells reviewers; and the buttons for what can be broken.
import { BROKEN_BOARD, FIRST_DEFECT_KEY } from "./answers.js";
import { defects, guide } from "./guide.js";
import { who } from "./sign-in.js";

const READ = `boardsift-read:${who()}`; // which instructions

/**
 * Fills in what the owner says; new instructions are opened once. Where the server cannot be asked,
 * what was known before stays.
 * @param {Record<string, any>} page its parts by their ids
 */
export async function showGuide(page) {
  const { instructions, version, examples } = await guide();
  page.defects.replaceChildren(...defects().map(defectButton));
  page.defects.hidden = defects().length === 0;
  page.instructions.innerHTML = instructions; // the server lets no scripts through
  for (const term of page.help.querySelectorAll("[data-example]")) {
    term.querySelector("img")?.remove();
    const address = examples[term.dataset.example];
    if (address) {
      term.append(
        Object.assign(new Image(), { src: address, alt: `An example of “${term.dataset.example}”` }),
      );
    }
  }
  if (instructions && localStorage.getItem(READ) !== version) {
    localStorage.setItem(READ, version);
    page.help.showModal();
  }
}

function defectButton(defect, i) {
  const button = document.createElement("button");
  button.type = "button";
  Object.assign(button.dataset, { answer: BROKEN_BOARD, reason: defect });
  button.textContent = defect;
  const key = FIRST_DEFECT_KEY + i;
  if (key <= 9) {
    const sign = document.createElement("kbd");
    sign.textContent = String(key);
    button.append(" ", sign);
  }
  return button;
}
