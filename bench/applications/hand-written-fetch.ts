/** The three calls by hand, sent with `fetch`. */

import { connectWith } from "./hand-written.js";

export const connect = connectWith(async (url, headers, body) => {
  const response = await fetch(url, { method: "POST", headers, body });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${response.status}: ${text}`);
  return text;
});
