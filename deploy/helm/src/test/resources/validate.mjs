// Reads a list of Kubernetes' objects and prints a list of what kubernetes-models, which is installed in the given folder, says of them.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const problems = [];
for (const { apiVersion, kind, ...rest } of JSON.parse(readFileSync(0, 'utf8'))) {
  const file = `${process.argv[2]}/node_modules/kubernetes-models/${apiVersion}/${kind}.js`;
  try {
    const model = (await import(pathToFileURL(file)))[kind];
    new model(rest).validate();
  } catch (error) {
    problems.push(`${kind} ${rest.metadata?.name}: ${error.message}`);
  }
}
console.log(JSON.stringify(problems));
