import { element } from "./dom.js";
import { checked, checks, field, group, input, select } from "./form.js";
import { TLP_ORDER } from "./labels.js";
import { number, t, word } from "./language.js";

/** The portions of a submission: each a field with its text and, where it differs from the record, its own marking. */
export function portionsField(vocabulary, type, given) {
  const box = element("div", { class: "portions" });
  const start = given ?? [{ field: "title", text: "" }, { field: "body", text: "" }];
  const add = (portion) => {
    box.append(portionField(vocabulary, type, portion, () => renumber(box)));
    renumber(box);
  };
  start.forEach(add);
  return element("div", { "data-pointer": "/portions" }, box,
    element("button", { type: "button", on: { click: () => add({ field: vocabulary.types[type].portions[0], text: "" }) } }, t("submit.addPortion")));
}

/** The portions as the API takes them; an empty text is left to the gateway to refuse. */
export function portionsOf(form) {
  return [...form.querySelectorAll(".portion-edit")].map((place) => {
    const value = (name) => place.querySelector(`[name="${name}"]`).value;
    const compartments = checked(place, "portionCompartments");
    const sources = value("portionSources").split(/[\s,]+/).filter(Boolean);
    const label = {
      ...(value("portionMarking") && { marking: value("portionMarking") }),
      ...(value("portionTlp") && { tlp: value("portionTlp") }),
      ...(compartments.length > 0 && { compartments }),
    };
    return { field: value("portionField"), text: value("portionText"), ...(Object.keys(label).length > 0 && { label }), ...(sources.length > 0 && { derivedFrom: sources }) };
  });
}

function portionField(vocabulary, type, { field: name, text, label = {}, derivedFrom = [] }, changed) {
  const remove = () => {
    place.remove();
    changed();
  };
  const place = element("fieldset", { class: "portion-edit" }, element("legend", {}),
    element("div", { class: "row" },
      field(t("submit.portionField"), "/field", select("portionField", vocabulary.types[type].portions.map((one) => [one, word("field", one)]), name), { required: true }),
      field(t("submit.portionMarking"), "/label/marking", select("portionMarking", vocabulary.markings.map(({ words }) => [words, words]), label.marking, t("submit.asRecord"))),
      field(t("submit.portionTlp"), "/label/tlp", select("portionTlp", TLP_ORDER.map((one) => [one, `TLP:${one}`]), label.tlp, t("submit.asRecord")))),
    field(t("submit.text"), "/text", element("textarea", { name: "portionText", rows: name === "title" ? 1 : 4, dir: "auto" }, text), { required: true }),
    element("details", { open: compartmentsOrSources(label, derivedFrom) }, element("summary", {}, t("submit.portionMore")),
      group(t("submit.compartments"), "/label/compartments", checks("portionCompartments", vocabulary.compartments.map((one) => [one, one]), label.compartments)),
      field(t("submit.derivedFrom"), "/derivedFrom", input("portionSources", { value: derivedFrom.join(" "), dir: "ltr" }), { hint: t("submit.derivedFromHint") })),
    element("button", { type: "button", class: "plain", on: { click: remove } }, t("submit.removePortion")));
  return place;
}

function compartmentsOrSources(label, derivedFrom) {
  return derivedFrom.length > 0 || (label.compartments ?? []).length > 0;
}

function renumber(box) {
  [...box.children].forEach((place, index) => {
    place.dataset.pointer = `/${index}`;
    place.querySelector("legend").textContent = t("submit.portion", { number: number(index + 1) });
  });
}
