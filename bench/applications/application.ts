/** The task of every application, and its inputs. */

export interface Inputs {
  readonly modelName: string;
  readonly inferenceImage: string;
  readonly executionRoleArn: string;
}

/** Prepares requests to a server. Returns a function that registers a model and resolves to its ARN. */
export type Connect = (url: string) => (inputs: Inputs) => Promise<string>;

export const region = "eu-west-1";

export const credentials = {
  accessKeyId: "AKIDTESTTESTTESTTEST",
  secretAccessKey: "a-secret-that/no+error=may-show",
};
