import { read } from "./api.js";
import { code, element, facts, joined } from "./dom.js";
import { badge } from "./labels.js";
import { instant, t, word } from "./language.js";
import { opened } from "./opened.js";
import { currentPurpose } from "./purpose.js";
import { link } from "./router.js";
import { caller } from "./session.js";
import { table } from "./table.js";
import { handlingOf, headOf, typeOf } from "./views.js";

/** What would become of a draft. */
export function previewOf({ recipients, similar }) {
  return element("section", { class: "panel preview" }, element("h2", {}, t("preview.title")), similarTo(similar), outcomesOf(recipients));
}

/** The audience of a record of one's own, as it stands: a disclosure to whoever asks, made when it is asked for. */
export function foreseen({ id }) {
  return opened(t("preview.title"), async () => outcomesOf((await read(["records", id, "audience"], { purpose: currentPurpose() })).recipients));
}

/** What each recipient would get, in the words that would leave, and why the others would not. */
function outcomesOf(recipients) {
  const outcomes = recipients.filter(({ party }) => party !== caller().party).flatMap(({ outcomes: some, ...recipient }) => some.map((one) => ({ ...recipient, ...one })));
  const getting = outcomes.filter(({ gets }) => gets);
  const others = outcomes.filter(({ gets }) => !gets);
  return [getting.length === 0 && element("p", { class: "nothing" }, t("preview.nobody")),
    getting.map((one) => element("details", { class: "trace" }, element("summary", {}, joined([recipientOf(one), word("purpose", one.purpose)])),
      one.view ? leaving(one.view) : element("p", {}, word("because", one.because)))),
    others.length > 0 && element("details", { class: "trace" }, element("summary", {}, t("preview.others")),
      table(["recipient", "purpose", "why"], others, (one) => ({
        recipient: recipientOf(one), purpose: word("purpose", one.purpose),
        why: one.because ? word("because", one.because) : element("bdi", {}, one.why.headline),
      })))];
}

/** Records that a submission may repeat, of those that the submitter may read. */
export function similarTo(similar) {
  return similar.length > 0 && [element("h3", {}, t("similar.title")),
    element("ul", {}, similar.map(({ record, purpose, why }) => element("li", {},
      joined([element("a", { href: link("records", record, { purpose }) }, code(record.slice(0, 8))), why.map((one) => word("similar", one)).join(", ")])))),
    element("p", { class: "quiet" }, t("similar.instead"))];
}

function recipientOf({ party, unit, account }) {
  return element("bdi", { title: account }, [party, unit].filter(Boolean).join(" – "));
}

function leaving(view) {
  const { label, portions, language } = view;
  return [element("p", { class: "card-head" }, badge(label), element("span", {}, typeOf(view))),
    portions.map(({ field, text, label: own }) => element("section", {}, element("h4", {}, word("field", field), " ", badge(own)),
      element("p", { lang: language, dir: "auto" }, text))),
    facts([...headOf(view), [t("column.obligations"), handlingOf(view)], [t("fact.retainUntil"), view.retainUntil && instant(view.retainUntil)]])];
}
