import type { Place } from "../source/source-text.js";
import type { ParameterPlace } from "./linked-operation.js";
import type { TypeNode } from "./type-node.js";
import type { ApiName, NamedType, ParameterKind, RequestBodyKind, TypedResponse } from "./typed.js";

/** The module of one API. */
export interface ApiPlan extends ApiName {
  readonly sourceName: string;
  readonly title: string | undefined;
  readonly servers: ServersPlan;
  readonly security: SecurityPlan;
  readonly schemas: readonly NamedType[];
  readonly operations: readonly OperationPlan[];
}

/** A function that makes the requests of an operation. */
export interface OperationPlan {
  readonly operationId: string;
  readonly method: string;
  readonly functionName: string;
  readonly responsesName: string;
  readonly errorsName: string;
  /** The texts of its doc comment. */
  readonly doc: readonly string[];
  readonly isDeprecated: boolean;
  /** The URL of its external documentation. */
  readonly documentation: string | undefined;
  readonly groups: readonly ParameterGroup[];
  /** The path, and a query that the description has written into it. */
  readonly path: readonly PathPart[];
  readonly query: GroupPlan | undefined;
  readonly headers: readonly HeaderPlan[];
  readonly cookie: GroupPlan | undefined;
  /** What the `accept` header says; undefined if it would say no more than its absence. */
  readonly accept: string | undefined;
  readonly body: BodyPlan | undefined;
  /** Alternatives, each the names of the schemes that it asks for; none if nothing is to be added. */
  readonly security: readonly (readonly string[])[];
  readonly responseBodies: readonly Pick<TypedResponse, "status" | "kind">[];
  readonly responses: readonly ResponsePlan[];
}

/** The parameters of one place, which are one property of a request. */
export interface ParameterGroup {
  readonly name: ParameterPlace;
  /** So is every one of its parameters. */
  readonly isOptional: boolean;
  readonly members: readonly GroupMember[];
}

export interface GroupMember {
  readonly name: string;
  readonly isOptional: boolean;
  readonly isDeprecated: boolean;
  readonly type: TypeNode;
}

export type PathPart = string | PathParameter;

export interface PathParameter {
  readonly name: string;
  readonly style: "simple" | "label" | "matrix" | "json";
  readonly kind: ParameterKind;
  readonly explode: boolean;
  readonly allowReserved: boolean;
}

/** All the parameters of a place, written together. */
export interface GroupPlan {
  readonly isOptional: boolean;
  /** The description has written a query into the path, which this one goes on with. */
  readonly isContinued: boolean;
  /** How the values are written that differ from the rule. */
  readonly styles: readonly StyledValue[];
}

/** How one value of a query, of cookies or of a form is written. */
export interface StyledValue {
  readonly name: string;
  readonly style: ValueStyle;
  readonly allowReserved: boolean;
  /** Within `withObjects`: the style by itself takes arrays at most. */
  readonly takesObjects: boolean;
}

/** The functions of the runtime by that name. */
export type ValueStyle =
  | "scalar"
  | "exploded"
  | "commaDelimited"
  | "spaceDelimited"
  | "pipeDelimited"
  | "deepObject"
  | "asCookie"
  | "asJson";

export interface HeaderPlan {
  /** In lower case. */
  readonly name: string;
  /** The parameter that gives it. */
  readonly parameter: string;
  readonly isOptional: boolean;
  readonly groupIsOptional: boolean;
  /** `text` for a value that is a string already. */
  readonly style: "text" | "simple" | "json";
  readonly kind: ParameterKind;
  readonly explode: boolean;
}

export interface BodyPlan {
  readonly isOptional: boolean;
  /** By media type; if there are several, a request says in its `contentType` which one it holds. */
  readonly contents: readonly ContentPlan[];
}

export interface ContentPlan {
  readonly contentType: string;
  readonly kind: RequestBodyKind;
  readonly type: TypeNode;
  /** Of a form of `key=value` pairs. */
  readonly styles: readonly StyledValue[];
  /** The media types of the parts of a multipart form. */
  readonly partTypes: readonly { readonly name: string; readonly contentType: string }[];
}

/** Statuses that are answered with the same body. */
export interface ResponsePlan {
  readonly statuses: StatusSet;
  readonly type: TypeNode;
}

export type StatusSet =
  | { readonly kind: "listed"; readonly statuses: readonly number[] }
  /** A class of statuses, such as 4 for `4XX`, but those that are described by themselves. */
  | { readonly kind: "class"; readonly class: number; readonly except: readonly number[] }
  /** Every status but those that are described, by themselves or by their class. */
  | {
      readonly kind: "others";
      readonly except: readonly number[];
      readonly exceptClasses: readonly number[];
    };

/** Where the operations are served. */
export interface ServersPlan {
  /** Undefined if the caller must say it. */
  readonly main: ServerPlan | undefined;
  /** The operations that have a server of their own. */
  readonly overrides: readonly OperationServer[];
  /** The path of a server whose host the description leaves out. */
  readonly path: string | undefined;
  /** The URL of a server that is not told credentials. */
  readonly unencrypted: string | undefined;
  /** Those that the description lists after the first. */
  readonly others: readonly { readonly url: string; readonly description: string | undefined }[];
}

export interface OperationServer {
  readonly operationId: string;
  readonly server: ServerPlan;
}

export interface ServerPlan {
  readonly url: readonly (string | UrlVariable)[];
  /** As the description has it. */
  readonly shown: string;
  readonly place: Place;
  readonly isEncrypted: boolean;
  readonly variables: readonly ServerVariable[];
  /** Given if the host is that of an AWS service. */
  readonly aws: AwsPlan | undefined;
  /** A host of AWS that requests are not signed for. */
  readonly unsignedHost: string | undefined;
}

/** A variable in the URL of a server. */
export interface UrlVariable {
  /** The name of the option that gives it. */
  readonly variable: string;
  readonly part: UrlPart;
  /** Those of its declared values that the part of the URL does not admit otherwise. */
  readonly exceptions: readonly string[];
}

/** The functions of the runtime by that name. */
export type UrlPart =
  | "serverScheme"
  | "serverHost"
  | "hostLabel"
  | "serverPort"
  | "serverPath"
  | "serverRootPath";

export interface ServerVariable {
  readonly name: string;
  /** The name of the option that gives it. */
  readonly optionName: string;
  readonly default: string;
  readonly values: readonly string[];
  readonly description: string | undefined;
}

export interface AwsPlan {
  /** The name of the service in a signature's scope, such as `sagemaker`. */
  readonly signingName: string;
  /** The option that holds the region, or the region itself. */
  readonly region: { readonly variable: string } | string;
  /** Whether it serves an API of a customer, whose description says how callers authenticate. */
  readonly isOfCustomer: boolean;
  /** Whether the service is known, so that the signing name is certain. */
  readonly isListed: boolean;
}

/** What requests hold so that they are authentic. */
export interface SecurityPlan {
  /** Whether every request is signed for AWS; no operation then says anything of `security`. */
  readonly signsAll: boolean;
  /** Whether the signer for AWS is one of the schemes, under the name `aws`. */
  readonly signsSome: boolean;
  readonly schemes: readonly SchemePlan[];
  /** Names of options: those of any one alternative suffice. One that is empty needs nothing. */
  readonly alternatives: readonly (readonly string[])[];
  /** Whether some operation is only for who has a TLS certificate. */
  readonly needsCertificate: boolean;
}

/** A security scheme, and the option that gives its credentials. */
export interface SchemePlan {
  readonly optionName: string;
  readonly description: string | undefined;
  readonly kind: SchemeKind;
}

export type SchemeKind =
  | { readonly kind: "apiKey"; readonly in: "header" | "query" | "cookie"; readonly name: string }
  | { readonly kind: "basic" }
  /** A token of OAuth or OpenID Connect too, which the caller has got elsewhere. */
  | { readonly kind: "bearer" }
  /** Any other scheme of the `Authorization` header. */
  | { readonly kind: "authorization"; readonly scheme: string }
  | OAuthPlan;

/** Tokens that the transport gets itself, if the caller does not bring one. */
export interface OAuthPlan {
  readonly kind: "oauth2";
  readonly grants: readonly ("clientCredentials" | "refreshToken")[];
  /** Undefined if the caller must say it. */
  readonly tokenUrl: string | undefined;
  /** Where a refresh token goes, if elsewhere. */
  readonly refreshUrl: string | undefined;
  readonly scopes: readonly string[];
}
