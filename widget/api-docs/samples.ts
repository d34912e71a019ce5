/** A request in curl, JavaScript, Python and PHP, each with the language's standard library only. */
import { javascript, json, literal, php, python } from './literals.ts';

/** Replaced with the Worker's address when the page is shown. */
export const placeholderOrigin = 'https://YOUR-WORKER';
/** The environment variable that has the API token. */
export const tokenVariable = 'MESSAGE_US_TOKEN';

export interface SampleRequest {
  method: string;
  /** The whole address, with its query. */
  url: string;
  hasToken: boolean;
  key?: string | undefined;
  body?: object | undefined;
  file?: { name: string; type: string } | undefined;
  answer: 'json' | 'nothing' | 'file';
}

export type SampleLanguage = 'curl' | 'javascript' | 'python' | 'php';

export const sampleLanguages: readonly { id: SampleLanguage; name: string }[] = [
  { id: 'curl', name: 'curl' },
  { id: 'javascript', name: 'JavaScript' },
  { id: 'python', name: 'Python' },
  { id: 'php', name: 'PHP' },
];

export function sampleOf(language: SampleLanguage, request: SampleRequest): string {
  switch (language) {
    case 'curl':
      return curlSample(request);
    case 'javascript':
      return javascriptSample(request);
    case 'python':
      return pythonSample(request);
    case 'php':
      return phpSample(request);
  }
}

function curlSample({ method, url, hasToken, key, body, file, answer }: SampleRequest): string {
  const hasBody = body !== undefined || file !== undefined;
  const isImplied = method === 'GET' || (method === 'POST' && hasBody);
  const isQuoted = /[?&]/.test(url);
  return [
    `curl ${isQuoted ? `"${url}"` : url}`,
    `${isImplied ? '' : `-X ${method} `}--fail-with-body`,
    ...(hasToken ? [`-H "Authorization: Bearer $${tokenVariable}"`] : []),
    ...(key === undefined ? [] : [`-H "Idempotency-Key: ${key}"`]),
    ...(body ? ['-H "Content-Type: application/json"', `-d '${inShell(literal(body, json, 2, 6))}'`] : []),
    ...(file ? [`-H "Content-Type: ${file.type}"`, `--data-binary @${file.name}`] : []),
    ...(answer === 'file' ? ['-o answer'] : []),
  ].join(' \\\n  ');
}

function javascriptSample({ method, url, hasToken, key, body, file, answer }: SampleRequest): string {
  const headers = [
    ...(hasToken ? [`Authorization: \`Bearer \${process.env.${tokenVariable}}\``] : []),
    ...(body ? ["'Content-Type': 'application/json'"] : []),
    ...(file ? [`'Content-Type': '${file.type}'`] : []),
    ...(key === undefined ? [] : [`'Idempotency-Key': '${key}'`]),
  ];
  const options = [
    ...(method === 'GET' ? [] : [`method: '${method}'`]),
    ...(headers.length === 0 ? [] : [javascriptHeaders(headers)]),
    ...(body ? [`body: JSON.stringify(${literal(body, javascript, 2, 24)})`] : []),
    ...(file ? [`body: await readFile('${file.name}')`] : []),
  ];
  const given = options.length === 0 ? '' : `, {\n${options.map((line) => `  ${line},\n`).join('')}}`;
  const last = {
    json: 'console.dir(await response.json(), { depth: null });',
    nothing: 'console.log(response.status);',
    file: "await writeFile('answer', response.body);",
  }[answer];
  const used = [...(file ? ['readFile'] : []), ...(answer === 'file' ? ['writeFile'] : [])];
  return [
    ...(used.length === 0 ? [] : [`import { ${used.join(', ')} } from 'node:fs/promises';`, '']),
    `const response = await fetch('${url}'${given});`,
    'if (!response.ok) throw new Error(await response.text());',
    last,
  ].join('\n');
}

function javascriptHeaders(headers: readonly string[]): string {
  const [only = ''] = headers;
  return headers.length === 1
    ? `headers: { ${only} }`
    : `headers: {\n${headers.map((line) => `    ${line},\n`).join('')}  }`;
}

function pythonSample({ method, url, hasToken, key, body, file, answer }: SampleRequest): string {
  const headers = [
    ...(hasToken ? [`"Authorization": f"Bearer {os.environ['${tokenVariable}']}"`] : []),
    ...(body ? ['"Content-Type": "application/json"'] : []),
    ...(file ? [`"Content-Type": "${file.type}"`] : []),
    ...(key === undefined ? [] : [`"Idempotency-Key": "${key}"`]),
  ];
  const given = [
    `"${url}"`,
    ...(method === 'GET' ? [] : [`method="${method}"`]),
    ...(headers.length === 0
      ? []
      : [`headers={\n${headers.map((line) => `        ${line},\n`).join('')}    }`]),
    ...(body ? [`data=json.dumps(${literal(body, python, 4, 20)}).encode()`] : []),
    ...(file ? [`data=open("${file.name}", "rb").read()`] : []),
  ];
  const last = {
    json: '    print(json.load(response))',
    nothing: '    print(response.status)',
    file: '    open("answer", "wb").write(response.read())',
  }[answer];
  return [
    ...(body || answer === 'json' ? ['import json'] : []),
    ...(hasToken ? ['import os'] : []),
    'from urllib.request import Request, urlopen',
    '',
    given.length === 1
      ? `request = Request(${given[0]})`
      : `request = Request(\n${given.map((line) => `    ${line},\n`).join('')})`,
    'with urlopen(request) as response:',
    last,
  ].join('\n');
}

function phpSample({ method, url, hasToken, key, body, file, answer }: SampleRequest): string {
  const headers = [
    ...(hasToken ? [`'Authorization: Bearer ' . getenv('${tokenVariable}')`] : []),
    ...(body ? ["'Content-Type: application/json'"] : []),
    ...(file ? [`'Content-Type: ${file.type}'`] : []),
    ...(key === undefined ? [] : [`'Idempotency-Key: ${key}'`]),
  ];
  const options = [
    ...(method === 'GET' ? [] : [`'method' => '${method}'`]),
    ...(headers.length === 0
      ? []
      : [`'header' => [\n${headers.map((line) => `        ${line},\n`).join('')}    ]`]),
    ...(body ? [`'content' => json_encode(${literal(body, php, 4, 28)})`] : []),
    ...(file ? [`'content' => file_get_contents('${file.name}')`] : []),
  ];
  const context =
    options.length === 0
      ? []
      : [
          `$context = stream_context_create(['http' => [\n${options.map((line) => `    ${line},\n`).join('')}]]);`,
        ];
  const last = {
    json: 'print_r(json_decode($answer, true));',
    nothing: 'echo $http_response_header[0];',
    file: "file_put_contents('answer', $answer);",
  }[answer];
  return [
    '<?php',
    ...context,
    `$answer = file_get_contents('${url}'${options.length === 0 ? '' : ', false, $context'});`,
    "if ($answer === false) throw new Exception('The request failed.');",
    last,
  ].join('\n');
}

function inShell(text: string): string {
  return text.replaceAll("'", "'\\''");
}
