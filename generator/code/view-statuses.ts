import type { StatusSet } from "../model/planned-api.js";
import { Code } from "./code.js";
import { runtime } from "./runtime-code.js";

export function viewStatuses(statuses: StatusSet): Code {
  const numbers = (list: readonly number[]) => list.map((status) => Code.literal(status));
  const ofClass = (each: number) =>
    Code.typeReference(runtime("StatusOfClass"), [Code.literal(each)]);
  const without = (all: Code, except: readonly Code[]) =>
    except.length === 0 ? all : Code.typeReference(Code.of`Exclude`, [all, Code.union(except)]);
  switch (statuses.kind) {
    case "listed":
      return Code.union(numbers(statuses.statuses));
    case "class":
      return without(ofClass(statuses.class), numbers(statuses.except));
    case "others": {
      const classes = statuses.exceptClasses.map(ofClass);
      return without(runtime("HttpStatus"), [...numbers(statuses.except), ...classes]);
    }
  }
}
