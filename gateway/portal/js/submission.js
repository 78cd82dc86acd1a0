import { detailsOf } from "./details-field.js";
import { checked } from "./form.js";
import { portionsOf } from "./portions-field.js";
import { tagsOf } from "./tags-field.js";

/** Reads a submission out of the form; what was left empty is left out, never guessed. */
export function submissionOf(form, vocabulary) {
  const value = (name) => form.elements[name].value.trim() || undefined;
  const type = value("type");
  const filled = {
    type, language: value("language"), label: labelOf(form, value),
    eventTime: instant(value("eventTime")), validUntil: instant(value("validUntil")),
    country: value("country"), admin1: some(checked(form, "admin1")), geometry: point(value("longitude"), value("latitude")),
    grading: grading(value("reliability"), value("credibility")), tags: some(tagsOf(form)),
    details: nonEmpty(detailsOf(form, vocabulary.types[type].details)), portions: portionsOf(form), tearLineOf: value("tearLineOf"),
  };
  return Object.fromEntries(Object.entries(filled).filter(([, one]) => one !== undefined));
}

function labelOf(form, value) {
  const restricted = value("audience") === "only";
  return {
    marking: value("marking"), tlp: value("tlp"), purposes: checked(form, "purposes"),
    ...(restricted && { releasableTo: checked(form, "releasableTo") }),
  };
}

/** Times are typed in UTC, as the form says. */
function instant(text) {
  return text && `${text.length === 16 ? `${text}:00` : text}Z`;
}

function point(longitude, latitude) {
  if (longitude === undefined && latitude === undefined) return undefined;
  return { type: "Point", coordinates: [longitude, latitude].map((text) => text === undefined ? null : Number(text)) };
}

function grading(reliability, credibility) {
  return reliability || credibility ? `${reliability ?? ""}${credibility ?? ""}` : undefined;
}

function some(values) {
  return values.length > 0 ? values : undefined;
}

function nonEmpty(object) {
  return Object.keys(object).length > 0 ? object : undefined;
}
