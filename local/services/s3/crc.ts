import { crc32 } from 'node:zlib';

/** CRC-32 as four bytes, big-endian, as are all checksums of S3. */
export function crc32Bytes(bytes: Uint8Array): Buffer {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(crc32(bytes));
  return out;
}

const castagnoli = 0x82f63b78;
const castagnoliTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ castagnoli : crc >>> 1;
  return crc >>> 0;
});

/** CRC-32C (Castagnoli). */
export function crc32cBytes(bytes: Uint8Array): Buffer {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (castagnoliTable[(crc ^ byte) & 0xff] ?? 0);
  const out = Buffer.alloc(4);
  out.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return out;
}

const nvme = 0x9a6c9329ac4bc9b5n;
const nvmeTable = Array.from({ length: 256 }, (_, byte) => {
  let crc = BigInt(byte);
  for (let bit = 0; bit < 8; bit++) crc = crc & 1n ? (crc >> 1n) ^ nvme : crc >> 1n;
  return crc;
});
// In halves, as arithmetic on bigints is too slow for megabytes.
const nvmeHigh = Uint32Array.from(nvmeTable, (crc) => Number(crc >> 32n));
const nvmeLow = Uint32Array.from(nvmeTable, (crc) => Number(crc & 0xffffffffn));

/** CRC-64/NVME, which S3 computes when a client sends no checksum. */
export function crc64NvmeBytes(bytes: Uint8Array): Buffer {
  let [high, low] = [0xffffffff, 0xffffffff];
  for (const byte of bytes) {
    const at = (low ^ byte) & 0xff;
    low = ((low >>> 8) | (high << 24)) ^ (nvmeLow[at] ?? 0);
    high = (high >>> 8) ^ (nvmeHigh[at] ?? 0);
  }
  const out = Buffer.alloc(8);
  out.writeUInt32BE(~high >>> 0, 0);
  out.writeUInt32BE(~low >>> 0, 4);
  return out;
}
