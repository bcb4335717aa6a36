import { type Context, createContext, Script } from "node:vm";

/** In milliseconds. A pattern of a description can take exponential time. */
const timeout = 1000;
/** The patterns that may take too long before no other pattern is tested. */
const mostSlow = 3;

/** The code is constant: pattern and text are values. */
const script = new Script('new RegExp(pattern, "u").test(text)');

/** Tests strings with patterns of descriptions, which are not trusted. */
export class PatternTester {
  #context: Context | undefined;
  readonly #slow = new Set<string>();

  /** Undefined if the pattern is not one of JavaScript, or takes too long. */
  test(pattern: string, text: string): boolean | undefined {
    if (this.#slow.has(pattern) || this.#slow.size >= mostSlow) return undefined;
    this.#context ??= createContext(Object.create(null));
    Object.assign(this.#context, { pattern, text });
    try {
      return script.runInContext(this.#context, { timeout }) === true;
    } catch (error) {
      if (isTimeout(error)) this.#slow.add(pattern);
      return undefined;
    }
  }
}

function isTimeout(error: unknown): boolean {
  const code = typeof error === "object" && error !== null && "code" in error && error.code;
  return code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}
