import { element } from "./dom.js";
import { t, word } from "./language.js";
import { caller } from "./session.js";

/** What the reader reads for: stated once, sent with every read, kept for this tab only. */
const KEPT = "passerelle.purpose";

export function currentPurpose() {
  const kept = sessionStorage.getItem(KEPT);
  const { purposes } = caller();
  return purposes.includes(kept) ? kept : purposes[0];
}

/** Takes up a purpose that a link states, as if the reader had chosen it. */
export function statePurpose(purpose) {
  if (caller().purposes.includes(purpose)) sessionStorage.setItem(KEPT, purpose);
}

/** The choice among the purposes of the reader's party; `changed` runs after the choice is kept. */
export function purposeChoice(changed) {
  const chosen = currentPurpose();
  const select = element("select", { id: "purpose", on: { change: () => keep(select.value, changed) } },
    caller().purposes.map((purpose) => element("option", { value: purpose, selected: purpose === chosen }, word("purpose", purpose))));
  return element("p", { class: "purpose" }, element("label", { for: "purpose" }, t("purpose.label")), select,
    element("small", {}, t("purpose.hint")));
}

function keep(purpose, changed) {
  sessionStorage.setItem(KEPT, purpose);
  changed();
}
