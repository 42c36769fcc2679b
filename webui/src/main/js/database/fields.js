// The fields of a registered database, in the order in which they are asked for, and how they are written.
import { wrongPort } from './port.js';
import { readTags, writtenTags, wrongTags } from './tags.js';

// The API refuses it for certain, and tells what else is wrong.
const REFUSED_PORT = 0;

const list = (text) => text.split(/[\s,]+/).filter(Boolean);

/** read: from a body to the box; write: from the box to a body; wrong: why what stands in the box cannot be written. */
const kinds = {
  text: { read: (value) => value ?? '', write: (text) => text.trim() || null },
  port: {
    read: (value) => `${value ?? ''}`,
    write: (text) => (wrongPort(text) ? REFUSED_PORT : Number(text) || null),
    wrong: wrongPort,
  },
  list: { read: (value) => (value ?? []).join(', '), write: list },
  tags: { read: writtenTags, write: readTags, wrong: wrongTags },
};

// describes: it says nothing of how the database is reached.
export const groups = [
  {
    title: 'Where it is',
    fields: [
      { name: 'name', label: 'Name', describes: true, hint: 'By which it is known here.', required: true },
      { name: 'host', label: 'Host', required: true },
      { name: 'port', label: 'Port', kind: 'port', usual: '5432' },
      { name: 'database', label: 'Database', hint: 'As PostgreSQL calls it.', required: true },
      {
        name: 'alternateHosts',
        label: 'Other hosts',
        kind: 'list',
        hint: 'That hold the same, as after a failover: host:port.',
      },
      {
        name: 'targetSessionAttrs',
        label: 'Which of the hosts',
        choices: ['any', 'primary', 'standby', 'read-write', 'read-only', 'prefer-standby'],
        usual: 'any',
      },
    ],
  },
  {
    title: 'Who signs in',
    note: 'No password is kept here: say where it is read from.',
    fields: [
      {
        name: 'credentials',
        label: 'Credentials',
        hint: 'The ARN of a secret, ssm:/name, rds-iam:USER, file:NAME or env:NAME.',
        known: 'references',
        secret: true,
        required: true,
      },
      {
        name: 'replicationCredentials',
        label: 'Replication account',
        hint: 'With which subscriptions sign in here; needed where this is the source of streams.',
        known: 'references',
        secret: true,
      },
      {
        name: 'credentialsHost',
        label: 'Host that the credentials are for',
        hint: 'Where that is another than the host above.',
      },
      {
        name: 'iamRoleArn',
        label: 'IAM role',
        hint: 'Assumed to read the secret: arn:aws:iam::…:role/…',
        known: 'roles',
      },
      { name: 'iamExternalId', label: 'External id of that role' },
      { name: 'awsRegion', label: 'AWS region' },
    ],
  },
  {
    title: 'How it is protected',
    fields: [
      {
        name: 'tlsMode',
        label: 'TLS',
        choices: ['disable', 'prefer', 'require', 'verify-ca', 'verify-full'],
        usual: 'prefer',
      },
      {
        name: 'tlsCa',
        label: 'Certificate authority',
        hint: 'rds, system, or the name of a file; as the provider has it unless given.',
      },
    ],
  },
  {
    title: 'What it is',
    fields: [
      { name: 'role', label: 'Role', choices: ['primary', 'replica'], usual: 'primary' },
      { name: 'provider', label: 'Provider', choices: ['aws', 'gcp', 'azure', 'self-hosted'], usual: 'self-hosted' },
      { name: 'environment', label: 'Environment', describes: true, known: 'environments' },
      { name: 'tags', label: 'Tags', describes: true, kind: 'tags', area: true, hint: 'One to a line: team: payments' },
      { name: 'notes', label: 'Notes', describes: true, area: true },
    ],
  },
  {
    title: 'Network',
    fields: [
      { name: 'vpcId', label: 'VPC', describes: true },
      { name: 'subnetIds', label: 'Subnets', describes: true, kind: 'list' },
      { name: 'securityGroupIds', label: 'Security groups', describes: true, kind: 'list' },
    ],
  },
];

const all = groups.flatMap(({ fields }) => fields);

export function labelOf(wanted) {
  return all.find(({ name }) => name === wanted)?.label ?? wanted;
}

const kindOf = ({ kind }) => kinds[kind ?? 'text'];

/** As it stands in the boxes, from a body of the API or from an address. */
export function toTexts(body) {
  return Object.fromEntries(
    all.map((field) => [field.name, kindOf(field).read(body[field.name]) || (field.usual ?? '')]),
  );
}

export function toBody(texts) {
  return Object.fromEntries(all.map((field) => [field.name, kindOf(field).write(texts[field.name] ?? '')]));
}

/** All that decides how it is reached and what is found there, to tell whether that is still the same. */
export function wayOf(texts) {
  return JSON.stringify(all.filter(({ describes }) => !describes).map(({ name }) => texts[name].trim()));
}

/** Why what stands in a box cannot be meant, by the field; all else is for the API to judge. */
export function wrongTexts(texts) {
  const found = all.map((field) => [field.name, kindOf(field).wrong?.(texts[field.name] ?? '')]);
  return Object.fromEntries(found.filter(([, wrong]) => wrong));
}

/** Whether the API can be asked all the same for what else is wrong. */
export function askable(wrong) {
  return !('tags' in wrong);
}

/** What is wrong, by the field that it is about: of tags.team that is tags. */
export function wrongByField(errors) {
  const wrong = {};
  for (const { field, message } of errors) {
    const [name] = (field ?? '').split(/[.[]/);
    wrong[name] = [wrong[name], field === name ? message : `${field} ${message}`].filter(Boolean).join('; ');
  }
  return wrong;
}

/** As it stands in the boxes, from the address of a form, so that it can be sent to somebody. */
export function fromQuery(search) {
  const query = new URLSearchParams(search);
  return Object.fromEntries(all.map(({ name, usual }) => [name, query.get(name) ?? usual ?? '']));
}
