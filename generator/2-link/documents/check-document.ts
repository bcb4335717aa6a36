import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { unknownName } from "../../diagnostics/nearest-name.js";
import type { LoadedArazzo } from "../../model/loaded.js";
import {
  child,
  entriesOf,
  itemsOf,
  type Located,
  placeAt,
  placeOf,
  rootOf,
  textAt,
} from "../../source/located.js";
import { checkSelf } from "./check-identity.js";
import { checkId, checkNames } from "./check-names.js";
import { checkSchema } from "./check-schema.js";
import { FieldReader, reportDuplicates } from "./read-fields.js";

export function checkDocument({ document }: LoadedArazzo, diagnostics: Diagnostics): void {
  const root = rootOf(document);
  const fields = new FieldReader(root, "the Arazzo description", diagnostics);
  const known = ["arazzo", "info", "sourceDescriptions", "workflows", "components"];
  fields.allow(known, ["$self"]);
  checkVersion(root, diagnostics);
  checkSelf(fields);
  fields.require("info");
  const info = fields.object("info");
  if (info) checkInfo(info, diagnostics);
  const sources = fields.requiredObjects("sourceDescriptions");
  reportDuplicates(sources, "name", diagnostics);
  for (const source of sources) checkSource(source, diagnostics);
  const workflows = fields.requiredObjects("workflows");
  reportDuplicates(workflows, "workflowId", diagnostics);
  for (const workflow of workflows) {
    new FieldReader(workflow, "the workflow", diagnostics).requiredText("workflowId");
    checkId(workflow, "workflowId", diagnostics);
    const inputs = child(workflow, "inputs");
    if (inputs) checkSchema(inputs, diagnostics);
    const steps = child(workflow, "steps");
    for (const step of steps ? itemsOf(steps) : []) checkId(step, "stepId", diagnostics);
  }
  const components = fields.object("components");
  if (components) checkComponents(components, diagnostics);
}

function checkVersion(root: Located, diagnostics: Diagnostics): void {
  const version = textAt(root, "arazzo");
  if (version === undefined || /^1\.[01](?:\.|$)/.test(version)) return;
  const isLater = /^1\.\d+(?:\.|$)/.test(version);
  const code = isLater ? "version-later" : "version-unsupported";
  diagnostics.report(code, placeAt(root, "arazzo"), { version });
}

function checkInfo(info: Located, diagnostics: Diagnostics): void {
  const fields = new FieldReader(info, "info", diagnostics);
  fields.allow(["title", "summary", "description", "version"]);
  fields.requiredText("title");
  fields.requiredText("version");
}

function checkSource(source: Located, diagnostics: Diagnostics): void {
  const fields = new FieldReader(source, "the source description", diagnostics);
  fields.allow(["name", "url", "type"]);
  fields.requiredText("name");
  checkId(source, "name", diagnostics);
  fields.requiredText("url");
  fields.choice("type", ["openapi", "arazzo", "asyncapi"]);
}

/** Components in use are checked again where they are used; this covers the unused ones. */
function checkComponents(components: Located, diagnostics: Diagnostics): void {
  const fields = new FieldReader(components, "components", diagnostics);
  const sections = ["inputs", "parameters", "successActions", "failureActions"];
  fields.allow(sections);
  for (const section of sections) {
    const found = fields.object(section);
    if (!found) continue;
    checkNames(found, "a component", diagnostics);
    const inSection = new FieldReader(found, section, diagnostics);
    for (const [name] of entriesOf(found)) {
      const component = inSection.object(name);
      if (component) checkComponent(component, section, diagnostics);
    }
  }
}

function checkComponent(component: Located, section: string, diagnostics: Diagnostics): void {
  if (section === "inputs") {
    checkSchema(component, diagnostics);
    return;
  }
  const isParameter = section === "parameters";
  const name = isParameter ? "the parameter" : "the action";
  const fields = new FieldReader(component, name, diagnostics);
  fields.requiredText("name");
  if (!isParameter) checkAction(component, section, diagnostics);
  else if (!child(component, "value")) fields.reportMissing(["value"]);
}

export const successActionTypes = ["end", "goto"];
export const failureActionTypes = [...successActionTypes, "retry"];

function checkAction(action: Located, section: string, diagnostics: Diagnostics): void {
  const type = new FieldReader(action, "the action", diagnostics).requiredText("type");
  const known = section === "successActions" ? successActionTypes : failureActionTypes;
  const isGoto = type === "goto" && !child(action, "stepId") && !child(action, "workflowId");
  if (isGoto) diagnostics.report("action-target", placeOf(action), {});
  // In a success action, retry is read as goto.
  if (type === undefined || type === "retry" || known.includes(type)) return;
  const place = placeAt(action, "type");
  diagnostics.report("action-type", place, unknownName(type, known));
}
