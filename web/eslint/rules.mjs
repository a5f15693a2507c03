import path from "node:path";

/** Which floors a floor may import from; a feature sees only itself besides these. */
const SEES = {
  lib: [],
  i18n: ["lib"],
  ui: ["lib", "i18n"],
  player: ["ui", "lib", "i18n"],
  api: ["lib", "i18n"],
  parts: ["player", "ui", "api", "lib", "i18n"],
  features: ["parts", "player", "ui", "api", "lib", "i18n"],
  app: ["features", "parts", "player", "ui", "api", "lib", "i18n"],
  testing: ["parts", "ui", "api", "lib", "i18n"],
};

const SOURCE = `${path.sep}src${path.sep}`;

function place(file) {
  const at = file.lastIndexOf(SOURCE);
  if (at < 0) return null;
  const [floor, room] = file.slice(at + SOURCE.length).split(path.sep);
  return { floor, room };
}

function target(file, specifier) {
  const at = file.lastIndexOf(SOURCE);
  if (specifier.startsWith("@/")) return place(file.slice(0, at) + SOURCE + specifier.slice(2).replaceAll("/", path.sep));
  if (specifier.startsWith(".")) return place(path.resolve(path.dirname(file), specifier));
  return null;
}

function refusal(from, to, isTest) {
  if (isTest && to.floor === "testing") return null;
  if (from.floor !== to.floor) {
    return SEES[from.floor].includes(to.floor) ? null : `${from.floor} may not import ${to.floor}`;
  }
  if (from.floor === "features" && from.room !== to.room) {
    return `feature ${from.room} may not import feature ${to.room}`;
  }
  return null;
}

const zones = {
  create(context) {
    const file = context.filename;
    const from = place(file);
    if (!from || !(from.floor in SEES)) return {};
    const isTest = /\.test\.tsx?$/.test(file);
    const check = (node) => {
      const to = node.source && typeof node.source.value === "string" ? target(file, node.source.value) : null;
      if (!to || !(to.floor in SEES)) return;
      const message = refusal(from, to, isTest);
      if (message) context.report({ node, message });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};

const SPOKEN = new Set(["aria-label", "title", "placeholder", "alt", "label", "description", "aria-description"]);
const HAS_WORD = /\p{L}{2,}/u;

const noLiteralText = {
  create(context) {
    const report = (node) => context.report({ node, message: "Screen text comes from i18n, never from a literal" });
    return {
      JSXText(node) {
        if (HAS_WORD.test(node.value)) report(node);
      },
      "JSXExpressionContainer > Literal"(node) {
        if (node.parent.parent.type === "JSXElement" && typeof node.value === "string" && HAS_WORD.test(node.value)) report(node);
      },
      JSXAttribute(node) {
        if (!SPOKEN.has(node.name.name) || node.value?.type !== "Literal") return;
        if (HAS_WORD.test(String(node.value.value))) report(node);
      },
    };
  },
};

export const house = { rules: { zones, "no-literal-text": noLiteralText } };
