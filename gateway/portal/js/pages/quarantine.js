import { read, write } from "../api.js";
import { code, element, facts, fill, joined } from "../dom.js";
import { instant, t, word } from "../language.js";
import { ledgerTable, noticeTable } from "../ledger.js";
import { opened } from "../opened.js";
import { reasonForm } from "../reason.js";

/** Records in quarantine that the reader's party reviews. Nobody sees their content, reviewers neither. */
export async function show(main, { signal }) {
  const { items } = await read("quarantines", {}, signal);
  fill(main, element("div", { class: "page-head" }, element("h1", {}, t("quarantine.title"))), element("p", { class: "quiet" }, t("quarantine.what")),
    items.length === 0 ? element("p", { class: "nothing" }, t("quarantine.none"))
      : element("div", { class: "cards paired" }, items.map((one) => fillCard(element("article", { class: "card", id: `quarantine-${one.id}` }), one))));
}

function fillCard(place, one, message) {
  const { ruled } = one;
  return fill(place,
    element("p", { class: "card-head" }, element("strong", { class: "state", "data-state": ruled ? undefined : "HOLD" }, word("quarantineState", ruled?.ruling ?? "open"))),
    element("h2", { dir: "auto" }, one.cause),
    message && element("p", { class: "done", role: "status" }, message),
    facts([
      [t("column.marking"), one.marking && element("bdi", {}, one.marking)],
      [t("column.releaser"), element("bdi", {}, one.releaser)],
      [t("quarantine.submitter"), one.submitter && code(one.submitter)],
      [t("quarantine.by"), joined([code(one.by), element("bdi", {}, one.party)])],
      [t("quarantine.since"), instant(one.at)],
      [t("column.record"), code(one.record)],
      [t("quarantine.ruledBy"), ruled && joined([code(ruled.by), instant(ruled.at)])],
      [t("reason.label"), ruled && element("span", { dir: "auto" }, ruled.reason)],
      [t("quarantine.hash"), ruled?.saltedHash && code(ruled.saltedHash)],
    ]),
    received(one),
    !ruled && ["release", "destroy"].map((name) => ruling(place, one, name)));
}

function ruling(place, one, name) {
  return reasonForm({ name, warning: t(`${name}.warning`),
    send: (reason) => write(["quarantines", one.id, "rulings"], { ruling: name, reason }),
    done: (answer) => fillCard(place, answer, t("policy.effective")) });
}

/** Who had received the record, fetched when somebody wants to know. */
function received(one) {
  return opened(t("disclosures.title"), async () => {
    const { disclosures, disclosuresComplete, notices } = await read(["quarantines", one.id]);
    return disclosures === undefined ? element("p", { class: "quiet" }, t("quarantine.ledgerOfReleaser")) : [
      disclosures.length === 0 ? element("p", { class: "quiet" }, t("disclosures.none")) : ledgerTable(disclosures),
      disclosuresComplete === false && element("p", { class: "quiet" }, t("disclosures.newest", { count: number(disclosures.length) })),
      notices.length > 0 && noticeTable(notices, t("quarantine.notices"))];
  });
}
