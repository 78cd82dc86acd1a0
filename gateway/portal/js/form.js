import { announce } from "./announce.js";
import { element, fill } from "./dom.js";
import { t } from "./language.js";
import { problemPanel } from "./problem.js";

/**
 * Form fields that know the JSON pointer of the value they state, so that the gateway's faults land where they belong. A field's
 * pointer is relative to the nearest surrounding element that has one.
 */
let lastId = 0;

export function field(label, pointer, control, { hint, required } = {}) {
  const id = `field-${++lastId}`;
  control.id = id;
  if (hint) control.setAttribute("aria-describedby", `${id}-hint`);
  if (required) control.required = true;
  return element("div", { class: "field", "data-pointer": pointer },
    element("label", { for: id }, label, !required && element("small", {}, " ", t("form.optional"))), control,
    hint && element("small", { id: `${id}-hint` }, hint), element("p", { class: "fault", id: `${id}-fault` }));
}

export function group(label, pointer, ...children) {
  const id = `field-${++lastId}`;
  return element("fieldset", { class: "field", "data-pointer": pointer, tabindex: -1 }, element("legend", {}, label), children,
    element("p", { class: "fault", id: `${id}-fault` }));
}

export function input(name, properties = {}) {
  return element("input", { name, autocomplete: "off", ...properties });
}

export function select(name, options, chosen, first) {
  return element("select", { name }, first !== undefined && element("option", { value: "" }, first),
    options.map(([value, text]) => element("option", { value, selected: value === chosen }, text)));
}

export function checks(name, options, chosen = []) {
  return element("div", { class: "choices" }, options.map(([value, text]) => element("label", { class: "choice" },
    element("input", { type: "checkbox", name, value, checked: chosen.includes(value) }), text)));
}

/** The values of the checked boxes of a name inside a node. */
export function checked(node, name) {
  return [...node.querySelectorAll(`input[name="${name}"]:checked`)].map((box) => box.value);
}

/**
 * Does what a form or a button asks for, which waits meanwhile. A refusal stands in `outcome`, its faults at their fields; whoever has turned the
 * page by then is told in a sentence what came of it. `refused` adds what can be done about a refusal.
 */
export async function attempt(event, outcome, send, done, refused) {
  event.preventDefault();
  const button = event.submitter ?? event.currentTarget;
  const form = outcome.closest("form");
  clearFaults(form);
  button.disabled = true;
  fill(outcome, element("p", { role: "status" }, t("working")));
  let answer;
  try {
    answer = await send();
  } catch (problem) {
    if (problem.name === "AbortError") return;
    const summary = element("div");
    fill(outcome, problemPanel(problem), summary);
    showFaults(form, summary, problem);
    refused?.(problem, summary);
    if (form && !outcome.isConnected) announce(outcome.textContent);
    outcome.scrollIntoView({ block: "center" });
    return;
  } finally {
    button.disabled = false;
  }
  if (outcome.isConnected) {
    fill(outcome);
    done(answer);
  } else if (form) announce(t("assessment.saved"));
}

/** Puts every fault at its field; what has no field stands in the summary. */
export function showFaults(form, summary, { errors = [] }) {
  const lines = errors.map((fault) => {
    const place = fieldOf(form, fault.pointer);
    // What a program could do about it is of no use here.
    const [message] = fault.message.split("; lifting=");
    if (place === undefined) return element("li", {}, element("code", { dir: "ltr" }, fault.pointer), " ", message);
    mark(place, message);
    const above = place.parentElement.closest("fieldset.portion-edit")?.querySelector("legend").textContent;
    const label = [above, place.querySelector("label, legend").firstChild.textContent].filter(Boolean).join(" – ");
    return element("li", {}, element("button", { type: "button", class: "plain", on: { click: () => focusOf(place).focus() } }, label), " ",
      element("span", { lang: "en", dir: "auto" }, message));
  });
  fill(summary, ...(lines.length > 0 ? [element("ul", { class: "faults" }, lines)] : []));
}

export function clearFaults(form) {
  for (const place of form?.querySelectorAll(".fault") ?? []) place.textContent = "";
  for (const control of form?.querySelectorAll("[aria-invalid]") ?? []) control.removeAttribute("aria-invalid");
}

/** The innermost field or group of fields, of those that have a place for a fault, that a pointer lies in. */
function fieldOf(form, pointer) {
  const places = [...form?.querySelectorAll("[data-pointer] > .fault") ?? []].map(({ parentElement: place }) => [place, pointerOf(form, place)]);
  const covering = places.filter(([, own]) => own && (pointer === own || pointer.startsWith(`${own}/`)));
  return covering.sort(([, one], [, other]) => other.length - one.length)[0]?.[0];
}

function pointerOf(form, place) {
  const above = place.parentElement.closest("[data-pointer]");
  return (above && form.contains(above) ? pointerOf(form, above) : "") + place.dataset.pointer;
}

function mark(place, message) {
  const fault = [...place.children].find((child) => child.classList.contains("fault"));
  fault.textContent = fault.textContent ? `${fault.textContent}; ${message}` : message;
  const control = focusOf(place);
  const folded = place.closest("details");
  if (folded) folded.open = true;
  control.setAttribute("aria-invalid", "true");
  control.setAttribute("aria-describedby", [control.getAttribute("aria-describedby"), fault.id].filter(Boolean).join(" "));
}

function focusOf(place) {
  return place.matches("fieldset") ? place : place.querySelector("input, select, textarea");
}
