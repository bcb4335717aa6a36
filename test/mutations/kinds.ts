import type { Kinds } from "./edits.js";
import { kindsOfFlow } from "./kinds-of-flow.js";
import { kindsOfForm } from "./kinds-of-form.js";
import { kindsOfValues } from "./kinds-of-values.js";

/** Every kind of mistake: the edits that make it, each by itself. */
export const kinds: Kinds = { ...kindsOfForm, ...kindsOfFlow, ...kindsOfValues };
