/** Random values with the characters that mean something in URLs, headers and bodies. */

import type { Random } from "../run/random-flows.js";

const pieces = [
  "\r\n",
  "\n",
  "\r",
  "\0",
  "\t",
  " ",
  "#",
  "?",
  "/",
  "\\",
  "%",
  "%2e",
  "%2F",
  "%0d%0a",
  ".",
  "..",
  "/../",
  "{",
  "}",
  "{id}",
  "&",
  "=",
  "+",
  ";",
  ",",
  ":",
  "@",
  "//evil.example/",
  "[",
  "]",
  "|",
  "^",
  "`",
  '"',
  "<",
  ">",
  "'",
  "*",
  "ü",
  "日本",
  "😀",
  "\ud800",
  "\udc00",
  "\u2028",
  "\ufeff",
  "\x7f",
  "\x85",
  " HTTP/1.1\r\nHost: evil.example\r\n\r\n",
  "GET /admin HTTP/1.1\r\nHost: a\r\n\r\n",
];

/** A string; every second one is harmless. */
export function randomText(random: Random): string {
  const count = 1 + random(4);
  const isHarmless = random(2) === 0;
  const parts = Array.from({ length: count }, () =>
    isHarmless || random(3) === 0 ? randomWord(random) : pick(random, pieces),
  );
  return parts.join("");
}

export function randomWord(random: Random): string {
  const letters = "abcXYZ019-_~";
  return Array.from({ length: 1 + random(8) }, () => letters[random(letters.length)]).join("");
}

/** What a caller may give where a scalar belongs. */
export function randomScalar(random: Random): unknown {
  if (random(5) > 0) return randomText(random);
  const others = [0, -1.5, 1e21, true, false, "", undefined, null, Number.NaN, Infinity];
  return pick(random, others);
}

export function randomValue(random: Random): unknown {
  switch (random(6)) {
    case 0:
      return Array.from({ length: random(4) }, () => randomScalar(random));
    case 1:
      return Object.fromEntries(
        Array.from({ length: random(3) }, () => [randomText(random), randomScalar(random)]),
      );
    default:
      return randomScalar(random);
  }
}

export function pick<Item>(
  random: Random,
  items: readonly [Item, ...Item[]] | readonly Item[],
): Item {
  const item = items[random(items.length)];
  if (item === undefined && items.length === 0) throw new Error("there is nothing to pick from");
  // The index is within the array.
  return item as Item;
}
