/** The two rules that no plugin has; kept as small as they can be. */

const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*$/;

const fileName = {
  meta: { type: 'layout', schema: [], messages: { kebab: 'File names are kebab-case: {{name}}' } },
  create(context) {
    const name = context.filename.split(/[\\/]/).pop().replace(/^\./, '');
    const check = (node) => {
      if (!kebab.test(name)) context.report({ node, messageId: 'kebab', data: { name } });
    };
    return { Program: check };
  },
};

const isRecorder = (type) => /Recorder$/.test(type?.name ?? '');

/** A class that is a Recorder (or is built on one), or an object literal declared to be one. */
function recordsEvents(node) {
  if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') {
    return isRecorder(node.superClass) || (node.implements ?? []).some((one) => isRecorder(one.expression));
  }
  if (node.type === 'VariableDeclarator') return isRecorder(node.id.typeAnnotation?.typeAnnotation.typeName);
  if (node.type === 'TSSatisfiesExpression') return isRecorder(node.typeAnnotation.typeName);
  return /Function/.test(node.type) && isRecorder(node.returnType?.typeAnnotation.typeName);
}

/**
 * At most `max` parameters, `recorder` in implementations of the Recorder port: its methods take plain numbers
 * one by one, because an object for each event would cost more than the event.
 */
const maxParams = {
  meta: {
    type: 'suggestion',
    schema: [
      {
        type: 'object',
        properties: { max: { type: 'integer' }, recorder: { type: 'integer' } },
        additionalProperties: false,
      },
    ],
    messages: { many: '{{count}} parameters; the most is {{max}}. Pass a record.' },
  },
  create(context) {
    const { max, recorder } = context.options[0];
    const check = (node) => {
      const count = node.params.filter((one) => one.name !== 'this').length;
      if (count <= max) return;
      const excepted = context.sourceCode.getAncestors(node).some(recordsEvents);
      const most = excepted ? recorder : max;
      if (count > most) context.report({ node, messageId: 'many', data: { count, max: most } });
    };
    return {
      FunctionDeclaration: check,
      FunctionExpression: check,
      ArrowFunctionExpression: check,
      TSDeclareFunction: check,
      TSFunctionType: check,
      TSMethodSignature(node) {
        const owner = node.parent.parent;
        if (owner.type !== 'TSInterfaceDeclaration' || !isRecorder(owner.id)) check(node);
      },
    };
  },
};

export const lintRules = { rules: { 'file-name': fileName, 'max-params': maxParams } };
