import { nextTick, reactive, ref, type Ref } from 'vue';
import { formMessage, type Outcome, type Problem } from '../../client/outcome.ts';

type Values = Record<string, unknown>;
type Errors = Record<string, string | undefined>;

interface FormOptions<V extends Values, P> {
  readonly initial: () => V;
  /** Returns messages by field. Runs when a field loses the focus and before sending. */
  readonly check?: (values: V) => Errors;
  readonly send: (values: V) => Promise<Outcome<P>>;
  readonly done: (payload: P) => void | Promise<void>;
  /** The field that shows a conflict, which is nearly always a taken name. Null for a message above the form. */
  readonly conflictField?: string | ((values: V, message: string) => string | null);
  /** The field that shows a wrong password. */
  readonly credentialsField?: string;
  /** Fields beyond those of `initial` that can show messages. */
  readonly moreFields?: (values: V) => readonly string[];
}

interface Form<V extends Values> {
  readonly values: V;
  readonly errors: Errors;
  readonly message: Ref<string | null>;
  readonly busy: Ref<boolean>;
  leave(field: string): void;
  submit(event?: Event): Promise<void>;
  reset(): void;
}

/** The state of a form: its values, their errors, and whether it is being sent. */
export function useForm<V extends Values, P>(options: FormOptions<V, P>): Form<V> {
  const values = reactive(options.initial()) as V;
  const errors = reactive<Errors>({});
  const message = ref<string | null>(null);
  const busy = ref(false);
  let element: HTMLElement | null = null;

  function setErrors(found: Errors): void {
    for (const field of Object.keys(errors)) errors[field] = undefined;
    Object.assign(errors, found);
  }

  function leave(field: string): void {
    const found = options.check?.(values)[field];
    // Tabbing through an empty field is not an error yet.
    if (found && values[field] === '') return;
    errors[field] = found;
  }

  async function showProblem(problem: Problem): Promise<void> {
    const { conflictField, credentialsField } = options;
    const clashing =
      typeof conflictField === 'function' ? conflictField(values, problem.message) : conflictField;
    const field = { CONFLICT: clashing, CREDENTIALS: credentialsField }[problem.code as string];
    if (field && Object.keys(problem.fields).length === 0) {
      setErrors({ [field]: problem.message });
    } else {
      const shown = [...Object.keys(values), ...(options.moreFields?.(values) ?? [])];
      setErrors(problem.fields);
      message.value = formMessage(problem, shown);
    }
    await focusFirstError();
  }

  async function focusFirstError(): Promise<void> {
    await nextTick();
    element?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  async function submit(event?: Event): Promise<void> {
    if (busy.value) return;
    if (event?.currentTarget instanceof HTMLElement) element = event.currentTarget;
    message.value = null;
    const found = options.check?.(values) ?? {};
    setErrors(found);
    if (Object.values(errors).some(Boolean)) return focusFirstError();
    busy.value = true;
    try {
      const outcome = await options.send(values);
      if (outcome.ok) await options.done(outcome.payload);
      else await showProblem(outcome.problem);
    } finally {
      busy.value = false;
    }
  }

  function reset(): void {
    Object.assign(values, options.initial());
    setErrors({});
    message.value = null;
  }

  return { values, errors, message, busy, leave, submit, reset };
}
