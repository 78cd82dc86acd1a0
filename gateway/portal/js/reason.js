import { element, fill } from "./dom.js";
import { field, select } from "./form.js";
import { t } from "./language.js";
import { problemPanel } from "./problem.js";

/**
 * A step that needs a reason: a button that opens a small form, which sends the reason and says what came of it. Beside the reason it
 * may ask for a choice, of which {@code send} is told.
 */
export function reasonForm({ name, warning, label = "reason.label", choices, send, done }) {
  const outcome = element("div");
  const text = element("textarea", { name: "reason", maxlength: 2000, rows: 3, dir: "auto" });
  const button = element("button", { class: "strong" }, t(`${name}.do`));
  const choice = choices && select("choice", choices);
  const form = element("form", { on: { submit: (event) => submit(event, { form, text, choice, button, outcome, send, done }) } },
    choice && field(t(`${name}.choice`), "", choice, { required: true }),
    warning && element("p", { class: "warning" }, warning),
    field(t(label), "", text, { required: true }),
    element("p", {}, button), outcome);
  return element("details", { class: "step" }, element("summary", {}, t(`${name}.title`)), form);
}

async function submit(event, { text, choice, button, outcome, send, done }) {
  event.preventDefault();
  button.disabled = true;
  fill(outcome, element("p", { role: "status" }, t("working")));
  try {
    const answer = await send(text.value.trim(), choice?.value);
    fill(outcome);
    done(answer);
  } catch (problem) {
    fill(outcome, problemPanel(problem));
  }
  button.disabled = false;
}
