/** As much of packages that this project does not install as the pages show of them. */

declare module "@aws-sdk/credential-providers" {
  interface Identity {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
    readonly expiration?: Date;
  }
  export function fromNodeProviderChain(): () => Promise<Identity>;
}

declare module "@aws/durable-execution-sdk-js" {
  export interface DurableContext {
    step<Value>(name: string, run: () => Promise<Value>): Promise<Value>;
    wait(duration: { readonly seconds: number }): Promise<void>;
  }
  export function withDurableExecution<Event, Result>(
    handler: (event: Event, context: DurableContext) => Promise<Result>,
  ): (event: unknown, context: unknown) => Promise<unknown>;
}

declare module "@restatedev/restate-sdk" {
  export interface Context {
    run<Value>(name: string, run: () => Promise<Value>): Promise<Value>;
    sleep(milliseconds: number): Promise<void>;
  }
  export function service<Handlers>(definition: {
    readonly name: string;
    readonly handlers: Handlers;
  }): { readonly name: string };
}

declare module "@temporalio/workflow" {
  export function proxyActivities<Activities>(options: {
    readonly startToCloseTimeout: string;
  }): Activities;
  export function sleep(milliseconds: number): Promise<void>;
}
