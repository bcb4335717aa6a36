import type { Emitted, EmittedFile, TracedGroup, VerifiedGroup } from "../model/emitted.js";
import { positionAt } from "../source/source-text.js";
import type { TypeScriptError, TypeScriptProgram } from "../typescript/program.js";
import { findFaults } from "./find-faults.js";
import { PayloadValues } from "./find-payload-value.js";
import { reportFaults } from "./report-faults.js";
import { outputsOfFaultyInputs, reportInputValues } from "./report-input-values.js";
import { reportLiterals } from "./report-literals.js";

/**
 * Phase 6: type-checks the emitted files. Reports each error at the value of the document that causes it. If type errors
 * are only warnings, each faulty line gets a comment that suppresses its errors.
 */
export function verify(
  { groups, runtime }: Emitted,
  program: TypeScriptProgram,
): readonly VerifiedGroup[] {
  for (const { path, text } of [...groups.flatMap(({ files }) => files), ...runtime]) {
    program.write(`/${path}`, text);
  }
  program.dropOthers();
  return groups.map((group) => {
    const files = verifyFiles(group, program);
    return { ...group, files, diagnostics: group.linked.diagnostics.all };
  });
}

function verifyFiles(
  { linked, files }: TracedGroup,
  program: TypeScriptProgram,
): readonly EmittedFile[] {
  const { resolve, diagnostics } = linked;
  const checked = files.map((file) => ({ file, errors: program.errorsIn(`/${file.path}`) }));
  const faults = checked.flatMap(({ file, errors }) => findFaults(errors, file, program));
  reportInputValues(linked);
  reportFaults(faults, {
    payloads: new PayloadValues(linked),
    resolve,
    program,
    diagnostics,
    hasHoles: diagnostics.hasErrors,
    explained: outputsOfFaultyInputs(linked),
  });
  reportLiterals(linked);
  return checked.map(({ file: { origins, ...file }, errors }) =>
    diagnostics.ignoresTypeErrors ? withIgnoredLines(file, errors) : file,
  );
}

/** Adds a comment before each line in which an error starts. */
function withIgnoredLines(file: EmittedFile, errors: readonly TypeScriptError[]): EmittedFile {
  const faulty = new Set(errors.map(({ start }) => positionAt(file, start).line));
  const text = file.text
    .split("\n")
    .map((line, index) => {
      const indent = /^\s*/.exec(line)?.[0] ?? "";
      return faulty.has(index + 1) ? `${indent}${ignored}\n${line}` : line;
    })
    .join("\n");
  return { ...file, text };
}

const ignored = "// @ts-ignore: the API's description does not allow what the workflow says here.";
