import { address, read, write } from "../api.js";
import { clause } from "../clauses.js";
import { code, element, facts, fill } from "../dom.js";
import { impacts } from "../impact.js";
import { currentLanguage, day, list, number, t, word } from "../language.js";
import { reasonForm } from "../reason.js";
import { caller, may } from "../session.js";

/** The agreements of the reader's party, with their clauses; administrators suspend and reinstate. */
export async function show(main, { signal }) {
  const { items } = await read("agreements", {}, signal);
  fill(main, element("div", { class: "page-head" }, element("h1", {}, t("agreements.title"))),
    items.length === 0 ? element("p", { class: "nothing" }, t("agreements.none")) : element("div", { class: "cards paired" }, items.map(card)));
}

function card(agreement) {
  const place = element("article", { class: "card", id: `agreement-${agreement.id}` });
  return fillCard(place, agreement);
}

function fillCard(place, agreement, message) {
  return fill(place,
    element("p", { class: "card-head" }, element("strong", { class: "state", "data-state": agreement.state }, word("agreementState", agreement.state)),
      element("bdi", { class: "quiet" }, agreement.parties.join(" ↔ "))),
    element("h2", {}, agreement.titles[currentLanguage()] ?? agreement.titles.en ?? agreement.id),
    message && element("p", { class: "done", role: "status" }, message),
    facts([
      [t("agreement.valid"), `${day(agreement.validFrom)} – ${day(agreement.validUntil)}`],
      [t("agreement.signedBy"), list(agreement.signedBy)],
      [t("agreement.suspendedBy"), agreement.suspendedBy.length > 0 && list(agreement.suspendedBy)],
      [t("agreement.id"), [code(agreement.id), " · ", t("agreement.version", { version: number(agreement.version) })]],
    ]),
    element("details", { class: "step" }, element("summary", {}, t("agreement.clauses", { count: number(agreement.clauses.length) })), agreement.clauses.map(clause)),
    element("p", {}, text(agreement, "html"), " · ", text(agreement, "pdf")),
    impacts(agreement),
    may("agreementChange") && change(place, agreement));
}

/** The legal text in the reader's language, in a tab of its own. */
function text({ id, version }, form) {
  const href = address(["agreements", id, "text"], { version, lang: currentLanguage(), form });
  return element("a", { href, target: "_blank", rel: "noopener" }, t(`agreement.${form}`));
}

function change(place, agreement) {
  const suspended = agreement.suspendedBy.includes(caller().party);
  if (!suspended && !["ACTIVE", "SUSPENDED"].includes(agreement.state)) return undefined;
  const [name, step] = suspended ? ["reinstate", "reinstatements"] : ["suspend", "suspensions"];
  return reasonForm({
    name, warning: t(`${name}.agreement`),
    send: (reason) => write(["agreements", agreement.id, step], { reason }),
    done: (answer) => fillCard(place, answer.agreement, t("policy.effective")),
  });
}
