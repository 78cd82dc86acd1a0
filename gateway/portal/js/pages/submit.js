import { read, write } from "../api.js";
import { code, element, fill } from "../dom.js";
import { attempt, checks, field, group, input, select } from "../form.js";
import { badge, highest, TLP_ORDER } from "../labels.js";
import { country, currentLanguage, languageName, t, word } from "../language.js";
import { standing } from "../ledger.js";
import { previewOf, similarTo } from "../preview.js";
import { currentPurpose } from "../purpose.js";
import { link } from "../router.js";
import { words } from "../session.js";
import { gradingSelects } from "../statement-field.js";
import { draftOf, lifting, overtaken, replacing, submissionOf } from "../submission.js";
import { detailsField, list, portionsField, restrictions, time } from "../submission-fields.js";
import { tagsField } from "../tags-field.js";
import { geometryOf } from "../views.js";

/**
 * The submission form. A draft stays in memory with its key, so that changing the language loses nothing, and that what was stored although
 * nobody heard of it is not stored again. It may be one of a new version, which replaces what was read of the last.
 */
const WRITTEN_IN = ["en", "fr", "ar", "bm", "ha", "ff", "son", "tmh"];
let draft;
let key;
let replaced;

export async function show(main, { route, signal }) {
  const vocabulary = await words();
  if (signal.aborted) return;
  const asked = route.query.get("type");
  const source = route.query.get("tearLineOf");
  const last = route.query.get("revise");
  // Who goes to look at the record comes back to what they have written.
  const back = draft?.typed && last === replaced?.id;
  if (last && !back) {
    const view = await read(["records", last], { purpose: currentPurpose() }, signal);
    begin(draftOf(view, vocabulary), replacing(view));
  } else if (source) {
    const { type, eventTime, country: within, admin1 } = await read(["records", source], { purpose: currentPurpose() }, signal);
    begin({ type, eventTime, country: within, admin1, tearLineOf: source });
  } else if (draft === undefined || (asked && (replaced || asked !== draft.type))) begin({ type: asked ?? "incident" });
  // What the address asks for is begun once: from here on the draft counts.
  history.replaceState(null, "", link("submit"));
  build(main, vocabulary);
  signal.addEventListener("abort", () => keep(main, vocabulary));
}

function begin(given, last) {
  replaced = last;
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
    field(t("submit.language"), "/language", select("language", [...new Set([...WRITTEN_IN, draft.language])].map((one) => [one, languageName(one)]), draft.language), { required: true })),
    !replaced && field(t("tearLines.of"), "/tearLineOf", input("tearLineOf", { value: draft.tearLineOf, dir: "ltr" })),
    labelFields(vocabulary), restrictions(vocabulary, draft), group(t("submit.portions"), "", element("p", { class: "quiet" }, t("submit.portionsHint")), portionsField(vocabulary, draft.type, draft.portions)),
    whereAndWhen(vocabulary), element("div", { class: "row", "data-pointer": "/grading" }, gradingSelects({}, draft.grading, t("submit.unstated"))),
    group(t("submit.details"), "", detailsField(draft.type, vocabulary.types[draft.type].details, draft.details)),
    group(t("submit.tags"), "/tags", tagsField(vocabulary, draft.tags)),
    replaced?.files.length > 0 && group(t("revise.files"), "", checks("files", replaced.files.map(({ id, name }) => [id, element("bdi", {}, name)]), replaced.files.map(({ id }) => id).filter((id) => !replaced.without.includes(id)))),
    element("div", { class: "send" }, overall, element("button", { class: "strong" }, t("submit.send")), " ",
      element("button", { type: "button", class: "preview", on: { click: (event) => preview(event, { form, vocabulary, outcome }) } }, t("preview.do"))), outcome);
  type.addEventListener("change", () => {
    draft = { ...taken(form, vocabulary), type: type.value, details: {}, typed: true };
    build(main, vocabulary);
  });
  const mark = () => showOverall(overall, form, vocabulary);
  form.addEventListener("input", mark);
  form.addEventListener("click", mark);
  form.addEventListener("submit", (event) => send(event, { main, form, vocabulary, outcome }));
  fill(main, element("div", { class: "page-head" }, element("h1", {}, t(replaced ? "revise.title" : "submit.title")), replaced && [element("a", { href: link("records", replaced.id) }, code(replaced.id.slice(0, 8))),
    element("button", { type: "button", on: { click: () => another(main, vocabulary) } }, t("revise.discard"))]), replaced && element("p", { class: "quiet" }, t("revise.hint")), form);
  mark();
}

function labelFields(vocabulary) {
  const { label } = draft;
  return element("div", { "data-pointer": "/label" }, element("div", { class: "row" },
    field(t("submit.marking"), "/marking", select("marking", vocabulary.markings.map(({ words: shown }) => [shown, shown]), label.marking, t("submit.choose")), { required: true }),
    field(t("submit.tlp"), "/tlp", select("tlp", TLP_ORDER.map((one) => [one, `TLP:${one}`]), label.tlp, t("submit.choose")), { required: true })),
    ["purposes", "releasableTo"].map((name) => list(name, vocabulary, label[name])));
}

function whereAndWhen(vocabulary) {
  const regions = element("div");
  const countries = [...new Set(Object.values(vocabulary.areas))];
  const place = select("country", countries.map((one) => [one, country(one)]), draft.country, t("submit.unstated"));
  const showRegions = () => fill(regions, place.value && group(t("submit.admin1"), "/admin1", checks("admin1",
    Object.keys(vocabulary.areas).filter((area) => vocabulary.areas[area] === place.value && area !== place.value).map((one) => [one, country(one)]), draft.admin1)));
  place.addEventListener("change", showRegions);
  showRegions();
  const { type, coordinates } = draft.geometry ?? {};
  const [longitude, latitude] = type === "Point" ? coordinates : [];
  const shape = JSON.stringify(draft.geometry);
  return group(t("submit.whereWhen"), "",
    element("div", { class: "row" },
      field(t("submit.eventTime"), "/eventTime", time("eventTime", draft.eventTime)),
      field(t("submit.validUntil"), "/validUntil", time("validUntil", draft.validUntil)),
      field(t("submit.country"), "/country", place)),
    regions, shape && type !== "Point" && group(t("fact.geometry"), "/geometry", checks("shape", [[shape, geometryOf(draft)]], [shape])),
    element("div", { class: "row", "data-pointer": "/geometry" },
      field(t("submit.longitude"), "/coordinates/0", input("longitude", { type: "number", step: "any", value: longitude }), { hint: t("submit.longitudeHint") }),
      field(t("submit.latitude"), "/coordinates/1", input("latitude", { type: "number", step: "any", value: latitude }), { hint: t("submit.latitudeHint") })));
}

/** The highest marking typed so far, so that the banner is right while the record is being written. */
function showOverall(place, form, vocabulary) {
  const { label, portions } = taken(form, vocabulary);
  const levels = Object.fromEntries(vocabulary.markings.map(({ level, words: shown }) => [shown, level]));
  const labels = portions.map((portion) => ({ ...label, ...portion.label })).filter(({ marking, tlp }) => marking && tlp);
  const top = highest(labels.map((one) => ({ ...one, level: levels[one.marking] })));
  fill(place, top ? [t("submit.overall"), " ", badge(top)] : t("submit.unmarked"));
}

/** Lifts what was named in the refusal of the very same, and nothing else. */
function send(event, page, refused) {
  const { main, form, vocabulary, outcome } = page;
  const submission = taken(form, vocabulary);
  const said = JSON.stringify([submission, replaced]);
  return attempt(event, outcome, () => replaced ? revise(submission, refused === said) : store(submission), (stored) => {
    draft = undefined;
    showStored(main, vocabulary, stored, submission.label.purposes);
  }, ({ status, errors }, summary) => status === 412 ? overtaken(summary, (again) => goOn(again, page)) : lifting(summary, errors, (again) => send(again, page, said)));
}

function revise(submission, lifts) {
  const { id, tag, without } = replaced;
  return write(["records", id], submission, { "If-Match": tag }, "PUT", { without, lifting: lifts });
}

function goOn(event, { main, form, vocabulary, outcome }) {
  return attempt(event, outcome, () => read(["records", replaced.id], { purpose: currentPurpose() }), (view) => {
    draft = { ...taken(form, vocabulary), typed: true };
    replaced = replacing(view, replaced.without);
    build(main, vocabulary);
    main.focus();
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
  return attempt(event, outcome, () => write(["previews"], submissionOf(form, vocabulary)), ({ recipients, similar }) =>
    fill(outcome, previewOf({ recipients, similar: replaced ? [] : similar })));
}

function showStored(main, vocabulary, stored, purposes) {
  const query = purposes.includes(currentPurpose()) ? {} : { purpose: purposes[0] };
  fill(main, element("section", { class: "panel" }, element("h1", {}, t("submit.stored")), element("p", { class: "card-head" }, stored.label && badge(stored.label)),
    element("p", { role: "status" }, t("submit.storedAs"), " ", code(stored.id)), similarTo(stored.similar ?? []), standing(stored.tearLines ?? []),
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
    draft = { ...taken(form, vocabulary), typed: form.matches("[data-typed]") };
  }
}

/** What stands in the form. Its details are still those of the type before a change. */
function taken(form, vocabulary) {
  if (replaced) replaced.without = [...form.querySelectorAll("[name=files]:not(:checked)")].map(({ value }) => value);
  return submissionOf(form, { ...vocabulary, types: { ...vocabulary.types, [form.elements.type.value]: vocabulary.types[draft.type] } });
}
