import { append, prefixesOf } from "./json-pointer.js";

/** What a workflow reads of a response. */
export interface Reads {
  /** JSON Pointers into the body; the empty pointer is the body itself. */
  readonly pointers: Set<string>;
  /** The objects and arrays that the workflow hands on, or goes through. */
  readonly wholes: Set<string>;
  readonly headers: Set<string>;
}

/** Wraps responses to record what is read of them. */
export class ReadRecorder {
  /** Set to false while the measurement itself reads. */
  isOn = true;
  readonly #wrapped = new WeakMap<object, () => void>();

  /** The same response, whose reads are recorded. */
  wrap<Response extends { readonly body?: unknown; readonly headers?: object }>(
    response: Response,
    reads: Reads,
  ): Response {
    const record = (member: string | symbol) => {
      if (this.isOn && member === "body") reads.pointers.add("");
    };
    const body = this.#wrapValue(response.body, "", reads);
    const headers = new Proxy(Object(response.headers), {
      get: (owner, name) => {
        if (this.isOn && typeof name === "string") reads.headers.add(name);
        return Reflect.get(owner, name);
      },
    });
    return new Proxy(
      { ...response, body, headers },
      {
        get(owner, member) {
          record(member);
          return Reflect.get(owner, member);
        },
      },
    );
  }

  /** Records the wrapped objects in a value that the workflow hands on. */
  recordDelivered(value: unknown): void {
    if (typeof value !== "object" || value === null) return;
    const record = this.#wrapped.get(value);
    if (record) record();
    else for (const member of Object.values(value)) this.recordDelivered(member);
  }

  #wrapValue(value: unknown, pointer: string, reads: Reads): unknown {
    if (typeof value !== "object" || value === null || value instanceof ArrayBuffer) return value;
    const recordWhole = () => reads.wholes.add(pointer);
    const wrapped = new Proxy(value, {
      get: (owner, key) => {
        const member: unknown = Reflect.get(owner, key);
        if (!this.isOn || typeof key !== "string" || typeof member === "function") return member;
        // `JSON.stringify` asks for it before it reads all members.
        if (key === "toJSON") recordWhole();
        if (key === "toJSON" || (key === "length" && Array.isArray(owner))) return member;
        const at = append(pointer, key);
        if (!prefixesOf(pointer).some((prefix) => reads.wholes.has(prefix))) reads.pointers.add(at);
        return this.#wrapValue(member, at, reads);
      },
      ownKeys: (owner) => {
        if (this.isOn) recordWhole();
        return Reflect.ownKeys(owner);
      },
    });
    this.#wrapped.set(wrapped, recordWhole);
    return wrapped;
  }
}
