import { read } from "./api.js";

/** Who is signed in, and the closed words of submissions. What is offered here is courtesy; the gateway decides. */
const OFFERED = {
  inbox: ["liaison-officer", "analyst"],
  submit: ["liaison-officer", "analyst"],
  recall: ["liaison-officer", "analyst"],
  explain: ["liaison-officer", "analyst", "agreement-administrator", "human-rights-focal-point", "approver", "auditor"],
  agreementChange: ["agreement-administrator"],
  assessments: ["human-rights-focal-point", "approver", "auditor"],
  assessmentChange: ["human-rights-focal-point", "approver"],
  holds: ["liaison-officer", "human-rights-focal-point", "approver"],
};

let me;
let vocabulary;

export async function loadSession() {
  me = await read("me");
  return me;
}

export function caller() {
  return me;
}

export function may(what) {
  return me !== undefined && me.roles.some((role) => OFFERED[what].includes(role));
}

/** The vocabulary is fetched once, when a page first needs it. */
export async function words() {
  vocabulary ??= await read("vocabulary");
  return vocabulary;
}

/** The display name of a party, its id when there is none. */
export function partyName(vocabularyOrNone, party, language) {
  return vocabularyOrNone?.parties[party]?.[language] ?? party;
}
