import type { Reply } from "./run-flow.js";

/** A response with a job. */
export function job(state: string, rest: object = {}): Reply {
  return [200, { id: "j1", state, ...rest }];
}

/** A response with a job that was created. */
export function created(id: string, rest: object = {}): Reply {
  return [201, { id, state: "new", ...rest }];
}

export const gone: Reply = [204];
export const busy: Reply = [503, { message: "busy" }];
