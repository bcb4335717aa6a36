import { layOut } from "../code/lay-out.js";
import { viewDeclaredType } from "../code/view-type.js";
import type { ApiPlan } from "../model/planned-api.js";
import type { TypeView } from "./page-views.js";

export function typesOfApis(apis: readonly ApiPlan[]): readonly TypeView[] {
  return apis.flatMap((api) =>
    api.schemas.map(({ name, type }) => ({
      id: typeIdOf(api, name),
      name,
      api: api.namespace,
      text: layOut([viewDeclaredType(type)], 80).text,
    })),
  );
}

export function typeIdOf({ moduleName }: Pick<ApiPlan, "moduleName">, name: string): string {
  return `t-${moduleName}-${name}`;
}
