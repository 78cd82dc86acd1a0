import { tagOf } from "./api.js";
import { element } from "./dom.js";
import { checked } from "./form.js";
import { t } from "./language.js";
import { gradingOf } from "./statement-field.js";
import { detailsOf, portionsOf, restrictionsOf, timeOf } from "./submission-fields.js";
import { tagsOf } from "./tags-field.js";

/** Reads a submission out of the form; what was left empty is left out, never guessed. */
export function submissionOf(form, vocabulary) {
  const value = (name) => form.elements[name]?.value.trim() || undefined;
  const type = value("type");
  const { label, derivedFrom } = restrictionsOf(form);
  const filled = {
    type, language: value("language"), label: { marking: value("marking"), tlp: value("tlp"), purposes: [], ...label }, derivedFrom,
    eventTime: timeOf(value("eventTime")), validUntil: timeOf(value("validUntil")), country: value("country"), admin1: some(checked(form, "admin1")),
    geometry: point(value("longitude"), value("latitude")) ?? checked(form, "shape").map((kept) => JSON.parse(kept))[0],
    grading: gradingOf(form) || undefined, tags: some(tagsOf(form)),
    details: nonEmpty(detailsOf(form, vocabulary.types[type].details)), portions: portionsOf(form), tearLineOf: value("tearLineOf"),
  };
  return Object.fromEntries(Object.entries(filled).filter(([, one]) => one !== undefined));
}

function point(longitude, latitude) {
  if (longitude === undefined && latitude === undefined) return undefined;
  return { type: "Point", coordinates: [longitude, latitude].map((text) => text === undefined ? null : Number(text)) };
}

function some(values) {
  return values.length > 0 ? values : undefined;
}

function nonEmpty(object) {
  return Object.keys(object).length > 0 ? object : undefined;
}

/**
 * What a new version begins with: as much of the last one as its view tells. The label of the common facts is not in it: that of the body stands
 * for it, without what other portions do not share. Where that is too little the gateway refuses it.
 */
export function draftOf(view, { purposes }) {
  const labels = view.portions.map(({ label }) => label);
  const most = view.portions.find(({ field }) => field === "body")?.label ?? labels[0] ?? view.label;
  const shared = (name) => labels.every((one) => one[name]) ? most[name] : undefined;
  const label = { marking: most.marking, tlp: most.tlp, purposes: shared("purposes") ?? purposes, releasableTo: shared("releasableTo"), compartments: shared("compartments"), retainUntil: view.retainUntil };
  const own = (stated) => Object.fromEntries(Object.entries(stated).filter(([name, value]) => String(value) !== String(label[name])));
  const geometry = view.geometryPrecision === "exact" ? view.geometry : undefined;
  return { ...view, label, geometry, portions: view.portions.map((one) => ({ ...one, label: own(one.label) })) };
}

/** What is replaced, as it was read, and the files of it that do not stay. */
export function replacing(view, without = []) {
  return { id: view.id, tag: tagOf(view), files: view.attachments ?? [], without };
}

/** Has each restriction that would be lost ticked before they can be lifted; where something else is at fault too, that comes first. */
export function lifting(summary, errors, lift) {
  if (errors.length === 0 || errors.some(({ code }) => code !== "loosened")) return;
  const button = element("button", { type: "button", disabled: true, on: { click: lift } }, t("lift.do"));
  for (const line of summary.querySelectorAll("li")) line.prepend(element("input", { type: "checkbox", "aria-label": line.textContent }), " ");
  summary.addEventListener("change", () => { button.disabled = summary.querySelector("input:not(:checked)") !== null; });
  summary.append(element("p", {}, t("lift.what")), button);
}

/** Somebody was faster: the draft can go on from what is there now. */
export function overtaken(summary, goOn) {
  summary.append(element("p", {}, t("revise.moved")), element("button", { type: "button", on: { click: goOn } }, t("revise.again")));
}
