/** How one run of a function ended. */
export interface Outcome {
  /** JSON: what the handler returned, or the description of its error. */
  readonly payload: string;
  /** Whether the function failed in any way. */
  readonly failed: boolean;
  /** Its output, newest last. */
  readonly logLines: readonly string[];
  /** Run time in ms; 0 when it never started. */
  readonly ms: number;
}

/** An error as the Lambda runtime describes it. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export interface ThreadData {
  readonly directory: string;
  readonly handler: string;
  readonly context: {
    readonly functionName: string;
    readonly invokedFunctionArn: string;
    readonly memoryLimitInMB: string;
  };
}

export interface ThreadCall {
  readonly requestId: string;
  readonly payload: string;
  readonly deadline: number;
}

export type ThreadMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'unusable'; readonly error: FunctionError }
  | { readonly type: 'log'; readonly requestId: string | null; readonly line: string }
  | { readonly type: 'returned'; readonly payload: string }
  | { readonly type: 'threw'; readonly error: FunctionError }
  | { readonly type: 'crashed'; readonly error: FunctionError };
