import { read, write } from "../api.js";
import { code, element, fill } from "../dom.js";
import { detailsField } from "../details-field.js";
import { attempt, checks, field, group, input, select } from "../form.js";
import { badge, highest, holder, TLP_ORDER } from "../labels.js";
import { country, currentLanguage, languageName, t, word } from "../language.js";
import { portionsField } from "../portions-field.js";
import { previewOf, similarTo } from "../preview.js";
import { currentPurpose } from "../purpose.js";
import { link } from "../router.js";
import { words } from "../session.js";
import { submissionOf } from "../submission.js";
import { tagsField } from "../tags-field.js";

/**
 * The submission form. A draft stays in memory with its key, so that changing the language loses nothing, and that what was stored although
 * nobody heard of it is not stored again.
 */
const WRITTEN_IN = ["en", "fr", "ar", "bm", "ha", "ff", "son", "tmh"];
let draft;
let key;

export async function show(main, { route, signal }) {
  const vocabulary = await words();
  if (signal.aborted) return;
  const asked = route.query.get("type");
  const source = route.query.get("tearLineOf");
  if (source) {
    const { type, eventTime, country: within, admin1 } = await read(["records", source], { purpose: currentPurpose() }, signal);
    begin({ type, eventTime, country: within, admin1, tearLineOf: source });
  } else if (draft === undefined || (asked && asked !== draft.type)) begin({ type: asked ?? "incident" });
  // What the address asks for is begun once: from here on the draft counts.
  history.replaceState(null, "", link("submit"));
  build(main, vocabulary);
  signal.addEventListener("abort", () => keep(main, vocabulary));
}

function begin(given) {
  draft = { language: currentLanguage(), label: {}, ...given };
  key = crypto.randomUUID();
}

function build(main, vocabulary) {
  if (!(draft.type in vocabulary.types)) draft.type = Object.keys(vocabulary.types)[0];
  const outcome = element("div", { class: "outcome" });
  const overall = element("p", { class: "card-head" });
  const type = select("type", Object.keys(vocabulary.types).map((one) => [one, word("type", one)]), draft.type);
  const form = element("form", { class: "submit", novalidate: true, "data-keep": true, "data-typed": draft.typed }, element("div", { class: "row" },
    field(t("submit.type"), "/type", type, { required: true }),
    field(t("submit.language"), "/language", select("language", WRITTEN_IN.map((one) => [one, languageName(one)]), draft.language), { required: true })),
    field(t("tearLines.of"), "/tearLineOf", input("tearLineOf", { value: draft.tearLineOf, dir: "ltr" })),
    labelFields(vocabulary), group(t("submit.portions"), "", element("p", { class: "quiet" }, t("submit.portionsHint")), portionsField(vocabulary, draft.type, draft.portions)),
    whereAndWhen(vocabulary), gradingFields(),
    group(t("submit.details"), "", detailsField(draft.type, vocabulary.types[draft.type].details, draft.details)),
    group(t("submit.tags"), "/tags", tagsField(vocabulary, draft.tags)),
    element("div", { class: "send" }, overall, element("button", { class: "strong" }, t("submit.send")), " ",
      element("button", { type: "button", class: "preview", on: { click: (event) => preview(event, { form, vocabulary, outcome }) } }, t("preview.do"))), outcome);
  type.addEventListener("change", () => {
    draft = { ...submissionOf(form, withType(vocabulary, draft.type, type.value)), type: type.value, details: {}, typed: true };
    build(main, vocabulary);
  });
  const mark = () => showOverall(overall, form, vocabulary);
  form.addEventListener("input", mark);
  form.addEventListener("click", mark);
  form.addEventListener("submit", (event) => send(event, { main, form, vocabulary, outcome }));
  fill(main, element("div", { class: "page-head" }, element("h1", {}, t("submit.title"))), form);
  mark();
}

function labelFields(vocabulary) {
  const { label } = draft;
  const audiences = [...vocabulary.groups, ...Object.keys(vocabulary.parties)].map((one) => [one, holder(one)]);
  const chosen = label.releasableTo === undefined ? "all" : "only";
  const only = element("div", { class: "only", hidden: chosen === "all" }, checks("releasableTo", audiences, label.releasableTo), element("small", {}, t("submit.nobodyHint")));
  const audienceChoice = (value) => element("label", { class: "choice" }, element("input", { type: "radio", name: "audience", value, checked: value === chosen,
    on: { change: () => { only.hidden = value === "all"; } } }), t(`submit.audience.${value}`));
  return element("div", { "data-pointer": "/label" }, element("div", { class: "row" },
    field(t("submit.marking"), "/marking", select("marking", vocabulary.markings.map(({ words: shown }) => [shown, shown]), label.marking, t("submit.choose")), { required: true }),
    field(t("submit.tlp"), "/tlp", select("tlp", TLP_ORDER.map((one) => [one, `TLP:${one}`]), label.tlp, t("submit.choose")), { required: true })),
    group(t("submit.purposes"), "/purposes", checks("purposes", vocabulary.purposes.map((one) => [one, word("purpose", one)]), label.purposes)),
    group(t("submit.releasableTo"), "/releasableTo", element("div", { class: "choices" }, ["all", "only"].map(audienceChoice)), only));
}

function whereAndWhen(vocabulary) {
  const regions = element("div");
  const countries = [...new Set(Object.values(vocabulary.areas))];
  const place = select("country", countries.map((one) => [one, country(one)]), draft.country, t("submit.unstated"));
  const showRegions = () => fill(regions, place.value && group(t("submit.admin1"), "/admin1", checks("admin1",
    Object.keys(vocabulary.areas).filter((area) => vocabulary.areas[area] === place.value && area !== place.value).map((one) => [one, country(one)]), draft.admin1)));
  place.addEventListener("change", showRegions);
  showRegions();
  const [longitude, latitude] = draft.geometry?.coordinates ?? [];
  return group(t("submit.whereWhen"), "",
    element("div", { class: "row" },
      field(t("submit.eventTime"), "/eventTime", input("eventTime", { type: "datetime-local", value: draft.eventTime?.slice(0, 16) })),
      field(t("submit.validUntil"), "/validUntil", input("validUntil", { type: "datetime-local", value: draft.validUntil?.slice(0, 16) })),
      field(t("submit.country"), "/country", place)),
    regions,
    element("div", { class: "row", "data-pointer": "/geometry" },
      field(t("submit.longitude"), "/coordinates/0", input("longitude", { type: "number", step: "any", value: longitude }), { hint: t("submit.longitudeHint") }),
      field(t("submit.latitude"), "/coordinates/1", input("latitude", { type: "number", step: "any", value: latitude }), { hint: t("submit.latitudeHint") })));
}

function gradingFields() {
  const [reliability, credibility] = draft.grading ?? [];
  return element("div", { class: "row", "data-pointer": "/grading" },
    field(t("submit.reliability"), "", select("reliability", [..."ABCDEF"].map((one) => [one, `${one} – ${t(`reliability.${one}`)}`]), reliability, t("submit.unstated"))),
    field(t("submit.credibility"), "", select("credibility", [..."123456"].map((one) => [one, `${one} – ${t(`credibility.${one}`)}`]), credibility, t("submit.unstated"))));
}

/** The highest marking typed so far, so that the banner is right while the record is being written. */
function showOverall(place, form, vocabulary) {
  const { label, portions } = submissionOf(form, withType(vocabulary, draft.type, form.elements.type.value));
  const levels = Object.fromEntries(vocabulary.markings.map(({ level, words: shown }) => [shown, level]));
  const labels = portions.map((portion) => ({ ...label, ...portion.label })).filter(({ marking, tlp }) => marking && tlp);
  const top = highest(labels.map((one) => ({ ...one, level: levels[one.marking] })));
  fill(place, top ? [t("submit.overall"), " ", badge(top)] : t("submit.unmarked"));
}

function send(event, { main, form, vocabulary, outcome }) {
  event.preventDefault();
  const submission = submissionOf(form, vocabulary);
  return attempt(event, outcome, () => store(submission), (stored) => {
    draft = undefined;
    showStored(main, vocabulary, stored, submission.label.purposes);
  });
}

/** A key that stands for another body does so because the draft was changed after it was stored unheard; it is a further record then. */
async function store(submission) {
  try {
    return await write(["records"], submission, { "Idempotency-Key": key });
  } catch (problem) {
    if (problem.code === "IDEMPOTENCY_KEY_REUSED") key = crypto.randomUUID();
    throw problem;
  }
}

function preview(event, { form, vocabulary, outcome }) {
  return attempt(event, outcome, () => write(["previews"], submissionOf(form, vocabulary)), (answer) => fill(outcome, previewOf(answer)));
}

function showStored(main, vocabulary, stored, purposes) {
  const query = purposes.includes(currentPurpose()) ? {} : { purpose: purposes[0] };
  fill(main, element("section", { class: "panel" }, element("h1", {}, t("submit.stored")), element("p", { class: "card-head" }, stored.label && badge(stored.label)),
    element("p", { role: "status" }, t("submit.storedAs"), " ", code(stored.id)), similarTo(stored.similar),
    element("p", {}, element("a", { class: "button strong", href: link("records", stored.id, query) }, t("submit.open")), " ",
      element("button", { type: "button", on: { click: () => another(main, vocabulary) } }, t("submit.another")))));
  main.focus();
}

function another(main, vocabulary) {
  begin({ type: "incident" });
  build(main, vocabulary);
}

function keep(main, vocabulary) {
  const form = main.querySelector("form.submit");
  if (form !== null && draft !== undefined) {
    draft = { ...submissionOf(form, withType(vocabulary, draft.type, form.elements.type.value)), typed: form.matches("[data-typed]") };
  }
}

/** The details on the form are still those of the type before the change. */
function withType(vocabulary, shown, chosen) {
  return { ...vocabulary, types: { ...vocabulary.types, [chosen]: vocabulary.types[shown] } };
}
