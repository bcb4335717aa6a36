import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { unknownName } from "../../diagnostics/nearest-name.js";
import { findTemplate } from "../../model/find-template.js";
import type {
  Expression,
  LinkedStep,
  LinkedWorkflow,
  WorkflowReference,
} from "../../model/linked.js";
import { isKeyword, type TypeNode } from "../../model/type-node.js";
import type { TypedWorkflow } from "../../model/typed.js";
import { workflowKey } from "../../model/workflow-key.js";
import type { Place } from "../../source/source-text.js";
import type { CheckedType } from "../../typescript/program.js";
import type { ResponseBody } from "./add-probes.js";
import { scalarType, typeOfConstant, typeOfXmlResult } from "./constant-types.js";
import { typeOfNodes } from "./read-nodes.js";
import {
  declaredAt,
  faultyType,
  isKnown,
  isNothing,
  isReadAsInherited,
  type ReadOrigin,
  readPath,
  rootPath,
  type TypedPath,
  unknownType,
} from "./read-path.js";
import { namesSchemaOf } from "./write-probes.js";

interface Sources {
  readonly workflow: LinkedWorkflow;
  readonly called: ReadonlyMap<string, TypedWorkflow>;
  readonly inputs: CheckedType;
  /** The body of a step's response after the step has succeeded. */
  readonly successBodies: ReadonlyMap<LinkedStep, ResponseBody | undefined>;
  readonly check: (type: TypeNode) => CheckedType;
}

/** Determines how the code reads the expressions of a workflow, and the types of their values. */
export class ExpressionReader {
  readonly #sources: Sources;
  readonly #diagnostics: Diagnostics;

  constructor(sources: Sources, diagnostics: Diagnostics) {
    this.#sources = sources;
    this.#diagnostics = diagnostics;
  }

  /**
   * @param body the body of the response, if there is a response at that point
   * @param reading the outputs that are being followed, to find cycles
   * @param step the step that the expression belongs to
   */
  read(
    expression: Expression,
    body: ResponseBody | undefined,
    reading: readonly Expression[] = [],
    step?: LinkedStep,
  ): TypedPath | undefined {
    switch (expression.kind) {
      case "status-code":
        return rootPath(scalarType("number"));
      case "constant":
        return rootPath(typeOfConstant(expression.value));
      case "url":
      case "response-header":
        return rootPath(scalarType("string"), true);
      case "request-parameter":
      case "request-body":
        return this.#readSent(expression, reading, step);
      case "response-body":
        if (step?.call.kind === "workflow") return rootPath(faultyType);
        return this.#readBody(expression, body);
      case "input":
        return this.#readInput(expression);
      case "step-output":
        return this.#readStepOutput(expression, reading);
      case "call-output": {
        const called = step?.call.kind === "workflow" ? step.call.workflow : undefined;
        return called && this.#readCalled(called, expression);
      }
      case "workflow-output":
        return this.#readCalled(expression.workflow, expression);
      case "workflow-input":
        return this.#readWorkflowInput(expression);
      case "json-nodes":
        return this.#readNodes(expression, body, reading, step);
      case "xml-result":
        return rootPath(typeOfXmlResult(expression.result));
      case "response-text":
        return rootPath(unknownType);
      case "faulty":
        return rootPath(faultyType);
    }
  }

  #readNodes(
    { context, query, place }: Expression & { readonly kind: "json-nodes" },
    body: ResponseBody | undefined,
    reading: readonly Expression[],
    step: LinkedStep | undefined,
  ): TypedPath | undefined {
    const found = this.read(context, body, reading, step);
    return found && rootPath(typeOfNodes(query, found.type, place, this.#diagnostics));
  }

  /** A value of the request has the type of the value that the step sends. */
  #readSent(
    expression: Expression,
    reading: readonly Expression[],
    step: LinkedStep | undefined,
  ): TypedPath {
    const template = step && findTemplate(expression, step);
    if (template?.kind === "literal") return rootPath(typeOfConstant(template.value));
    if (template?.kind === "text") return rootPath(scalarType("string"));
    if (template?.kind !== "expression") return rootPath(unknownType);
    const sent = this.read(template.expression, undefined, reading, step);
    // In braces, a number or boolean may be sent as a string.
    if (!sent || (template.isEmbedded && sent.type.kind !== "string")) return rootPath(unknownType);
    const isInput = template.expression.kind === "input";
    return rootPath(sent.type, sent.mayBeAbsent || !isInput);
  }

  /** A value that only some responses have is read from those responses. */
  #readBody(
    expression: Expression & { readonly pointer: readonly string[] },
    body: ResponseBody | undefined,
  ): TypedPath {
    const { pointer, place } = expression;
    const whole = body?.type() ?? unknownType;
    const part = isKnown(whole, pointer)
      ? undefined
      : body?.parts.find(({ type }) => isKnown(type(), pointer));
    const from = originOf(expression, "the response");
    const all = part || whole.kind !== "unknown" ? [] : (body?.declared ?? []);
    const declared = all.map((type) => declaredAt(type(), pointer));
    if (declared.length > 0 && declared.every((each) => each === "nowhere")) {
      const [first = unknownType] = all.map((type) => type());
      if (isNothing(first)) this.#reportNoBody(pointer, place);
      else readPath(rootPath(first), pointer, from, this.#diagnostics);
    }
    const root = rootPath(part?.type() ?? whole);
    const found = readPath(root, pointer, from, this.#diagnostics);
    if (part) return { ...found, mayBeAbsent: true, statuses: part.statuses };
    const known = declared.filter((each) => each !== "nowhere" && each !== undefined);
    return declared.includes(undefined) ? found : { ...found, declared: known };
  }

  #reportNoBody([name = ""]: readonly string[], place: Place): void {
    const parameters = {
      ...unknownName(name, []),
      inside: "",
      kind: "nothing",
      of: "the response",
    };
    this.#diagnostics.report("pointer-not-found", place, parameters);
  }

  #readInput(expression: Expression & { readonly kind: "input" }): TypedPath | undefined {
    const { name, pointer, place } = expression;
    const { inputs } = this.#sources;
    const input = inputs.at(name);
    if (!input || isKeyword(input.type, "never")) {
      const parameters = unknownName(name, inputs.propertyNames);
      this.#diagnostics.report("input-not-found", place, parameters);
      return { ...rootPath(unknownType), unknownPath: [name, ...pointer] };
    }
    const { isIndexed: isBracketed } = input;
    const access = { key: name, isIndex: false, isBracketed, isOptional: false };
    const root = isReadAsInherited(name, input)
      ? { ...rootPath(unknownType), unknownPath: [name] }
      : { ...rootPath(input), path: [access] };
    const from = originOf(expression, `the input ${name}`);
    return readPath(root, pointer, from, this.#diagnostics);
  }

  #readStepOutput(
    expression: Expression & { readonly kind: "step-output" },
    reading: readonly Expression[],
  ): TypedPath | undefined {
    const { workflow, successBodies } = this.#sources;
    const step = workflow.steps.find(({ stepId }) => stepId === expression.stepId);
    const output = step?.outputs.find(({ name }) => name === expression.name);
    const of = `the output ${expression.name}`;
    if (!step) return undefined;
    if (!output) {
      const found =
        step.call.kind === "workflow" && this.#outputOf(step.call.workflow, expression.name);
      return found ? this.#follow(found, expression, of) : undefined;
    }
    if (!this.#mayRead(output.expression, reading, expression)) return undefined;
    const next = [...reading, output.expression];
    const found = this.read(output.expression, successBodies.get(step), next, step);
    return found && this.#follow(found, expression, of);
  }

  #readCalled(
    workflow: WorkflowReference,
    expression: Expression & { readonly name: string; readonly pointer: readonly string[] },
  ): TypedPath | undefined {
    const output = this.#outputOf(workflow, expression.name);
    return output && this.#follow(output, expression, `the output ${expression.name}`);
  }

  /** An output of another workflow. */
  #outputOf(workflow: WorkflowReference, name: string): TypedPath | undefined {
    const called = this.#sources.called.get(workflowKey(workflow));
    // Either the workflow does not exist, or it calls this workflow in a cycle and is not typed yet.
    if (!called) return rootPath(workflow.workflowId === "" ? faultyType : unknownType);
    const output = called.workflow.outputs.find((each) => each.name === name);
    if (!output) return rootPath(unknownType);
    const typed = called.expressions.get(output.expression);
    if (!typed) return undefined;
    const type = this.#typeIn(called, typed.type);
    const { mayBeAbsent, allowsNull } = typed;
    return rootPath({ ...type, allowsNull }, mayBeAbsent);
  }

  /** An input of a workflow that this workflow depends on. */
  #readWorkflowInput(
    expression: Expression & { readonly kind: "workflow-output" | "workflow-input" },
  ): TypedPath {
    const called = this.#sources.called.get(workflowKey(expression.workflow));
    const input = called?.inputs.properties?.find(({ name }) => name === expression.name);
    const type = called && input ? this.#typeIn(called, input.type) : unknownType;
    const mayBeAbsent = input?.isOptional ?? true;
    const root = rootPath({ ...type, allowsNull: input?.allowsNull ?? false }, mayBeAbsent);
    return this.#follow(root, expression, `the input ${expression.name}`);
  }

  /** A type of another workflow; `unknown` if it refers to schemas that only that workflow's module declares. */
  #typeIn({ inputs }: TypedWorkflow, type: TypeNode): CheckedType {
    return namesSchemaOf(inputs, type) ? unknownType : this.#sources.check(type);
  }

  /** Follows the pointer from a value that has its own variable. */
  #follow(
    found: TypedPath,
    expression: Expression & { readonly pointer: readonly string[] },
    of: string,
  ): TypedPath {
    const root = rootPath(found.type, found.mayBeAbsent);
    return readPath(root, expression.pointer, originOf(expression, of), this.#diagnostics);
  }

  #mayRead(next: Expression, reading: readonly Expression[], from: Expression): boolean {
    if (!reading.includes(next)) return true;
    const problem = "the outputs form a cycle";
    const parameters = { expression: from.text, problem };
    this.#diagnostics.report("expression-misplaced", from.place, parameters);
    return false;
  }
}

function originOf({ place, selected }: Expression, of: string): ReadOrigin {
  return { place, ...(selected && { selected }), of };
}
