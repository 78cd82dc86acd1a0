import { element, fill } from "./dom.js";
import { t } from "./language.js";
import { problemPanel } from "./problem.js";

/** A step that needs a reason: a button that opens a small form, which sends the reason and says what came of it. */
export function reasonForm({ name, warning, send, done }) {
  const id = `reason-${crypto.randomUUID()}`;
  const outcome = element("div");
  const text = element("textarea", { id, name: "reason", required: true, maxlength: 2000, rows: 3, dir: "auto" });
  const button = element("button", { class: "strong" }, t(`${name}.do`));
  const form = element("form", { on: { submit: (event) => submit(event, { form, text, button, outcome, send, done }) } },
    warning && element("p", { class: "warning" }, warning),
    element("p", { class: "field" }, element("label", { for: id }, t("reason.label")), text),
    element("p", {}, button), outcome);
  return element("details", { class: "step" }, element("summary", {}, t(`${name}.title`)), form);
}

async function submit(event, { text, button, outcome, send, done }) {
  event.preventDefault();
  button.disabled = true;
  fill(outcome, element("p", { role: "status" }, t("working")));
  try {
    const answer = await send(text.value.trim());
    fill(outcome);
    done(answer);
  } catch (problem) {
    fill(outcome, problemPanel(problem));
  }
  button.disabled = false;
}
