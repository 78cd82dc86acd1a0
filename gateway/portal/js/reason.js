import { element } from "./dom.js";
import { attempt, field, select } from "./form.js";
import { t } from "./language.js";

/**
 * A step that needs a reason: a button that opens a small form, which sends the reason and says what came of it. Beside the reason it
 * may ask for a choice, of which {@code send} is told.
 */
export function reasonForm({ name, warning, label = "reason.label", choices, send, done }) {
  const outcome = element("div");
  const text = element("textarea", { name: "reason", maxlength: 2000, rows: 3, dir: "auto" });
  const choice = choices && select("choice", choices);
  const form = element("form", { on: { submit: (event) => attempt(event, outcome, () => send(text.value.trim(), choice?.value), done) } },
    choice && field(t(`${name}.choice`), "", choice, { required: true }),
    warning && element("p", { class: "warning" }, warning),
    field(t(label), "", text, { required: true }),
    element("p", {}, element("button", { class: "strong" }, t(`${name}.do`))), outcome);
  return element("details", { class: "step" }, element("summary", {}, t(`${name}.title`)), form);
}
