import { join } from 'node:path';
import ts from 'typescript';

/** One AWS operation that a component can call. */
export interface SdkCall {
  /** IAM's name, for example `dynamodb:GetItem`. */
  readonly action: string;
  /** For a table: its store's class, for example `LabStore`, or the index that is queried, `LabStore/byOwner`. */
  readonly keeper: string | null;
}

/** Shared code counts only where it is used; a component's own code counts entirely. */
const shared = /\/packages\/(store|aws|host-link|lab-lifecycle)\/src\//;
const stores = /\/packages\/store\/src\//;
/** Of these classes only the methods that are called count, of any other all that it may do by itself. */
const byMethod = /\/packages\/(store\/src\/|aws\/src\/lab-files\.ts$)/;
const ours = /\/(packages|apps|lambda-functions)\/[^/]+\/src\//;

const services: readonly (readonly [RegExp, string])[] = [
  [/client-dynamodb|lib-dynamodb/, 'dynamodb'],
  [/client-ssm/, 'ssm'],
  [/client-lambda/, 'lambda'],
  [/client-eventbridge/, 'events'],
  [/client-s3/, 's3'],
];

/** Operations that IAM or the document client names differently. */
const otherNames: Readonly<Record<string, string>> = {
  'dynamodb:Get': 'dynamodb:GetItem',
  'dynamodb:Put': 'dynamodb:PutItem',
  'dynamodb:Update': 'dynamodb:UpdateItem',
  'dynamodb:Delete': 'dynamodb:DeleteItem',
  'dynamodb:BatchGet': 'dynamodb:BatchGetItem',
  'dynamodb:BatchWrite': 'dynamodb:BatchWriteItem',
  'lambda:Invoke': 'lambda:InvokeFunction',
  's3:HeadObject': 's3:GetObject',
  's3:ListObjectsV2': 's3:ListBucket',
};

/** The action of an identifier that is an SDK command or paginator, else null. */
function actionOf(symbol: ts.Symbol): string | null {
  const file = symbol.declarations?.[0]?.getSourceFile().fileName ?? '';
  const service = services.find(([path]) => path.test(file))?.[1];
  const operation = /^(?:paginate(\w+)|(\w+)Command)$/.exec(symbol.name);
  if (!service || !operation || !/[\\/](commands|pagination)[\\/]/.test(file)) return null;
  const action = `${service}:${operation[1] ?? operation[2]}`;
  return otherNames[action] ?? action;
}

/** The store that this method belongs to. */
function storeOf(node: ts.Node): string | null {
  if (ts.isSourceFile(node)) return null;
  const holder = node.parent;
  const isStore = ts.isClassDeclaration(holder) && stores.test(holder.getSourceFile().fileName);
  return isStore ? (holder.name?.text ?? null) : null;
}

/** Names under which code outside of a function can refer to a declaration of this file. */
function declaredNames(file: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    const isLocal = ts.isVariableDeclaration(node) && !ts.isSourceFile(node.parent.parent.parent);
    const declares = isBody(node) || ts.isClassDeclaration(node) || ts.isExportSpecifier(node);
    const name = declares && !isLocal && ts.getNameOfDeclaration(node);
    if (name && (ts.isIdentifier(name) || ts.isPrivateIdentifier(name))) names.add(name.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}

/** The local names of default imports and of `import { name as other }`. */
function renamedImports(file: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const { name, namedBindings } = statement.importClause ?? {};
    if (name) names.add(name.text);
    if (!namedBindings || !ts.isNamedImports(namedBindings)) continue;
    for (const element of namedBindings.elements) if (element.propertyName) names.add(element.name.text);
  }
  return names;
}

function isBody(
  node: ts.Node,
): node is ts.SignatureDeclaration | ts.VariableDeclaration | ts.PropertyDeclaration {
  return ts.isFunctionLike(node) || ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node);
}

/** Follows a component's code through its imports to the AWS SDK calls that it can reach. */
export class SdkCalls {
  readonly #program: ts.Program;
  readonly #checker: ts.TypeChecker;
  /** Names that are declared in shared code. To find what any other name means takes most of the time, for nothing. */
  readonly #sharedNames = new Set<string>();
  /** Names that a file gives to what it imports under another name. */
  readonly #ownNames = new Map<ts.SourceFile, ReadonlySet<string>>();

  constructor(root: string, entries: readonly string[]) {
    const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), (path) => ts.sys.readFile(path));
    const { options } = ts.parseJsonConfigFileContent({ ...config, files: entries }, ts.sys, root);
    const host = ts.createCompilerHost(options);
    // The SDK's declarations are mostly comments.
    host.jsDocParsingMode = ts.JSDocParsingMode.ParseNone;
    this.#program = ts.createProgram(
      entries.map((entry) => join(root, entry)),
      { ...options, noEmit: true },
      host,
    );
    this.#checker = this.#program.getTypeChecker();
    for (const file of this.#program.getSourceFiles())
      if (shared.test(file.fileName)) for (const name of declaredNames(file)) this.#sharedNames.add(name);
  }

  /** Every call that a component can make, without duplicates. */
  of(entry: string): SdkCall[] {
    const calls = new Map<string, SdkCall>();
    const add = (action: string, keeper: string | null) =>
      calls.set(`${action} ${keeper}`, { action, keeper });
    this.#follow(this.#ownFiles(entry), (node, actions) => {
      const store = storeOf(node);
      if (store === null) {
        for (const action of actions) add(action, null);
        return true;
      }
      const { actions: within, indexes } = this.#within(node);
      for (const action of within) {
        const places = action === 'dynamodb:Query' && indexes.size > 0 ? [...indexes] : [null];
        for (const index of places) add(action, index === null ? store : `${store}/${index}`);
      }
      return false;
    });
    return [...calls.values()];
  }

  /** Everything that a store's method reaches. */
  #within(method: ts.Node): { readonly actions: Set<string>; readonly indexes: Set<string> } {
    const [allActions, allIndexes] = [new Set<string>(), new Set<string>()];
    this.#follow([method], (_node, actions, indexes) => {
      for (const action of actions) allActions.add(action);
      for (const index of indexes) allIndexes.add(index);
      return true;
    });
    return { actions: allActions, indexes: allIndexes };
  }

  /** Visits nodes and the shared code that they reference. `visit` returns whether to descend. */
  #follow(
    nodes: readonly ts.Node[],
    visit: (node: ts.Node, actions: readonly string[], indexes: readonly string[]) => boolean,
  ): void {
    const seen = new Set<ts.Node>();
    const waiting = [...nodes];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (seen.has(node)) continue;
      seen.add(node);
      const { actions, indexes, references } = this.#look(node);
      if (visit(node, actions, indexes)) waiting.push(...references);
    }
  }

  /** Whether an identifier can stand for shared code or for a call of the SDK. */
  #matters({ text }: ts.Identifier | ts.PrivateIdentifier, file: ts.SourceFile): boolean {
    if (this.#sharedNames.has(text) || /Command$|^paginate/.test(text)) return true;
    let own = this.#ownNames.get(file);
    if (!own) this.#ownNames.set(file, (own = renamedImports(file)));
    return own.has(text);
  }

  #look(root: ts.Node) {
    const file = root.getSourceFile();
    const references: ts.Node[] = [];
    const actions: string[] = [];
    const indexes: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
      if ((ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) && this.#matters(node, file)) {
        const symbol = this.#resolve(node);
        const action = symbol && actionOf(symbol);
        if (action) actions.push(action);
        const index = /^(\w+)Index$/.exec(node.text)?.[1];
        for (const declaration of symbol?.declarations ?? []) {
          const { fileName } = declaration.getSourceFile();
          const isClass = ts.isClassDeclaration(declaration) && !byMethod.test(fileName);
          if (!shared.test(fileName) || !(isBody(declaration) || isClass)) continue;
          if (index && fileName.endsWith('/store/src/tables.ts')) indexes.push(index);
          references.push(declaration);
        }
      }
      ts.forEachChild(node, visit);
    };
    ts.forEachChild(root, visit);
    return { actions, indexes, references };
  }

  /** The component's own files. */
  #ownFiles(entry: string): ts.SourceFile[] {
    const files = new Set<ts.SourceFile>();
    const visit = (file: ts.SourceFile | undefined): void => {
      if (!file || files.has(file) || shared.test(file.fileName) || !ours.test(file.fileName)) return;
      files.add(file);
      for (const statement of file.statements) {
        if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
        const module = statement.moduleSpecifier;
        const symbol = module && this.#checker.getSymbolAtLocation(module);
        visit(symbol?.declarations?.find(ts.isSourceFile));
      }
    };
    visit(this.#program.getSourceFiles().find(({ fileName }) => fileName.endsWith(`/${entry}`)));
    if (files.size === 0) throw new Error(`There is no ${entry}.`);
    return [...files];
  }

  #resolve(node: ts.Node): ts.Symbol | undefined {
    const symbol = this.#checker.getSymbolAtLocation(node);
    return symbol && symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }
}
