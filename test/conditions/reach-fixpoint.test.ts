import { expect, test } from "vitest";
import { reachFixpoint } from "../../generator/model/reach-fixpoint.js";

test("repeats a round until its result is the same twice", () => {
  const results = ["a", "b", "b", "c"];
  let rounds = 0;
  reachFixpoint(() => results[rounds++] ?? "", 10);
  expect(rounds).toBe(3);
});

test("fails loudly if the result still changes after more rounds than there are facts", () => {
  let rounds = 0;
  expect(() => reachFixpoint(() => String(rounds++), 5)).toThrow();
});
