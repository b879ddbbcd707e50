import { expect, test } from "vitest";
import { placeOf, tooOldSentence, troubleSentence } from "./server-trouble";

const URL_WITH_PASSWORD = "postgres://grace:s3cret@db.example.com:6432/payoff?password=s3cret";

const places: [string, string | null][] = [
  [URL_WITH_PASSWORD, "db.example.com:6432/payoff"],
  ["postgresql://localhost", "localhost"],
  ["postgres:///payoff", "localhost/payoff"],
  ["mysql://localhost/payoff", null],
  ["localhost:5432", null],
  ["", null],
];
test.each(places)("the place of %s", (url, place) => expect(placeOf(url)).toBe(place));

const troubles: [unknown, string][] = [
  [Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }), "nothing listens there"],
  [Object.assign(new Error("s3cret"), { code: "28P01" }), "refused the user name or password"],
  [Object.assign(new Error("s3cret"), { code: "XX001" }), "error XX001"],
  [new Error("s3cret"), "the reason is not known"],
  ["s3cret", "the reason is not known"],
];
test.each(troubles)("%s is told in words, without the password", (error, words) => {
  const sentence = troubleSentence(URL_WITH_PASSWORD, error);
  expect(sentence).toContain(words);
  expect(sentence).toContain("db.example.com:6432/payoff");
  expect(sentence).not.toContain("s3cret");
  expect(sentence).not.toContain("grace");
});

test.each([
  [140_011, true],
  [149_999, true],
  [150_000, false],
  [180_004, false],
])("server %d is too old: %s", (version, old) => {
  expect(tooOldSentence(URL_WITH_PASSWORD, version) !== null).toBe(old);
});
