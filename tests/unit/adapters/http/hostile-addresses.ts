/** Addresses that lead somewhere private, however they are written. */
export const hostileHosts: readonly string[] = [
  // Loopback, in every notation that a URL parser takes for an IPv4 address.
  ...['127.0.0.1', '127.0.0.2', '127.1', '127.0.1', '127.255.255.255', '127.0.0.1.', '2130706433'],
  ...['0x7f000001', '0x7F.1', '0x7f.0.0.1', '0x7f.0x0.0x0.0x1', '017700000001', '0177.0.0.1'],
  ...['0177.1', '127.0x1', '127.000.000.001', '00000000177.0.0.1', '0x0000007f.1'],
  ...[
    '１２７.０.０.１',
    '①②⑦.⓪.⓪.①',
    '127。0。0。1',
    '127．0．0．1',
    '127｡0｡0｡1',
    '%31%32%37.0.0.1',
  ],
  // This network and its like.
  ...['0.0.0.0', '0', '0x0', '00', '0.0.0.1', '0.1.2.3', '0.255.255.255'],
  // Private networks.
  ...['10.0.0.1', '10.255.255.255', '0xa000001', '167772161', '012.0.0.1', '10.1', '0xA.1'],
  ...['172.16.0.1', '172.31.255.255', '0xac100001', '172.20.10.1', '2886729729', '0254.020.0.1'],
  ...['192.168.0.1', '192.168.255.255', '192.168.1', '3232235521', '0xc0a80001', '0300.0250.0.1'],
  // Link local, and the metadata of clouds.
  ...['169.254.169.254', '169.254.0.1', '169.254.170.2', '169.254.170.23', '2852039166'],
  ...['0xa9fea9fe', '0xA9.0xFE.0xA9.0xFE', '0251.0376.0251.0376', '169.254.43518', '169.16689662'],
  ...['１６９.２５４.１６９.２５４', '169.254.169.254.', '0251.254.169.254', '100.100.100.200'],
  ...['192.0.0.192', '168.63.129.16', '0xa83f8110', '169.254.169.123', '169.254.169.253'],
  // Shared, reserved, documentation, benchmarking, multicast, broadcast.
  ...['100.64.0.1', '100.127.255.255', '192.0.0.1', '192.0.2.1', '198.51.100.7', '203.0.113.9'],
  ...['198.18.0.1', '198.19.255.255', '192.88.99.1', '224.0.0.1', '239.255.255.255', '233.252.0.1'],
  ...['240.0.0.1', '250.1.2.3', '255.255.255.255', '0xffffffff', '4294967295', '192.175.48.1'],
  ...['192.31.196.1', '192.52.193.1'],
  // IPv6: unspecified, loopback, local.
  ...['[::]', '[::1]', '[0:0:0:0:0:0:0:1]', '[0000::0001]', '[::0:1]', '[0:0::1]', '[::2]'],
  ...['[fe80::1]', '[febf::1]', '[fec0::1]', '[feff::1]', '[fc00::1]', '[fd00::1]'],
  ...['[fd00:ec2::254]', '[fd00:ec2::23]', '[fdff:ffff::1]', '[fd20:ce::254]'],
  // IPv4 in IPv6: mapped, compatible, translated, 6to4, Teredo, ISATAP.
  ...['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::ffff:169.254.169.254]', '[::ffff:a9fe:a9fe]'],
  ...['[::ffff:10.0.0.1]', '[::ffff:192.168.0.1]', '[::ffff:0:0]', '[0:0:0:0:0:ffff:7f00:0001]'],
  ...['[::ffff:168.63.129.16]', '[::FFFF:100.100.100.200]'],
  ...['[::127.0.0.1]', '[::7f00:1]', '[::169.254.169.254]', '[::a9fe:a9fe]', '[::10.0.0.1]'],
  ...['[::ffff:0:127.0.0.1]', '[::ffff:0:a9fe:a9fe]', '[0:0:0:0:ffff:0:7f00:1]'],
  ...[
    '[64:ff9b::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b::169.254.169.254]',
    '[64:ff9b::a00:1]',
  ],
  ...[
    '[64:ff9b::a83f:8110]',
    '[64:ff9b:1::7f00:1]',
    '[64:ff9b:1::a9fe:a9fe]',
    '[64:ff9b:1:ffff::1]',
  ],
  ...['[2002:7f00:1::]', '[2002:a9fe:a9fe::1]', '[2002:a00:1::1]', '[2002:c0a8:1::]'],
  ...['[2001::1]', '[2001:0:53aa:64c::80ff:fffe]', '[2001:0:a9fe:a9fe::1]'],
  ...['[fe80::5efe:127.0.0.1]', '[fe80::5efe:a9fe:a9fe]'],
  // IPv6 that is reserved, documentation, discarded or multicast.
  ...[
    '[2001:db8::1]',
    '[2001:db8:ffff::1]',
    '[3fff::1]',
    '[3fff:fff::1]',
    '[100::1]',
    '[2001:2::1]',
  ],
  ...[
    '[2001:10::1]',
    '[2001:20::1]',
    '[ff02::1]',
    '[ff00::1]',
    '[ff0e::1]',
    '[4000::1]',
    '[5f00::1]',
  ],
  ...['[8000::1]', '[e000::1]', '[1::1]', '[200::1]', '[2620:4f:8000::1]'],
  // Names that no public site has.
  ...[
    'localhost',
    'LOCALHOST',
    'localhost.',
    'foo.localhost',
    'a.b.localhost.',
    'localhost.localdomain',
  ],
  ...['ip6-localhost', 'ip6-loopback', 'broadcasthost', 'kubernetes', 'metadata', 'instance-data'],
  ...['metadata.google.internal', 'metadata.google.internal.', 'instance-data.ec2.internal'],
  ...['ip-10-0-0-1.ec2.internal', 'host.docker.internal', 'gateway.docker.internal', 'db.local'],
  ...['printer.local.', 'router.lan', 'nas.home', 'nas.home.arpa', 'git.corp', 'wiki.intranet'],
  ...['kubernetes.default.svc.cluster.local', 'expyuzz4wqqyqhjn.onion', 'example.invalid', 'x.alt'],
  ...['ｌｏｃａｌｈｏｓｔ', 'lOcAlHoSt', 'loc%61lhost', 'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ'],
];

/** Whole addresses that are not the web, or say one thing and mean another. */
export const hostileUrls: readonly string[] = [
  // Schemes.
  ...[
    'file:///etc/passwd',
    'file://localhost/etc/passwd',
    'file:///proc/self/environ',
    'FILE:///x',
  ],
  ...[
    'ftp://news.example/',
    'ftps://news.example/',
    'sftp://news.example/',
    'tftp://news.example/',
  ],
  ...[
    'gopher://127.0.0.1:6379/_FLUSHALL',
    'dict://news.example:11211/stat',
    'ldap://news.example/',
  ],
  ...[
    'ldaps://news.example/',
    'jar:http://news.example!/',
    'netdoc:///etc/passwd',
    'data:text/xml,x',
  ],
  ...[
    'javascript:alert(1)',
    'blob:http://news.example/1',
    'ws://news.example/',
    'wss://news.example/',
  ],
  ...['about:blank', 'mailto:a@news.example', 'urn:isbn:1', 'view-source:http://news.example/'],
  ...[
    'unix:/var/run/docker.sock',
    'http+unix://%2Fvar%2Frun%2Fdocker.sock/info',
    'ssh://news.example/',
  ],
  // Ports.
  ...[21, 22, 23, 25, 53, 110, 111, 135, 139, 143, 389, 445, 465, 587, 993, 1433, 1521, 2049].map(
    (port) => `http://news.example:${port}/`,
  ),
  ...[2375, 2379, 3000, 3306, 3389, 5000, 5432, 5601, 5984, 6379, 6443, 8000, 8020, 8088].map(
    (port) => `http://news.example:${port}/`,
  ),
  ...[8500, 9000, 9001, 9092, 9200, 9300, 10250, 11211, 15672, 27017, 50070, 65535, 1].map(
    (port) => `https://news.example:${port}/`,
  ),
  // The Lambda runtime API and its extensions on loopback.
  'http://127.0.0.1:9001/2018-06-01/runtime/invocation/next',
  'http://localhost:9001/2018-06-01/runtime/invocation/next',
  'http://sandbox.localdomain/2020-01-01/extension/event/next',
  'http://169.254.100.1/2020-08-15/logs',
  ...[
    'http://[::1]:9001/',
    'http://[::ffff:7f00:1]:9001/',
    'https://127.1:9001/',
    'http://0:9001/',
  ],
  ...[
    'http://127.0.0.1:2000/',
    'http://169.254.79.129:2000/',
    'http://169.254.170.2/v2/credentials',
  ],
  // Header injection: a parser that keeps what it should strip would send a header of its own.
  ...['http://127.0.0.1/%0d%0aHost:%20news.example', 'http://10.0.0.1/ HTTP/1.1\r\nX-Y: z'],
  ...[
    'http://127.0.0.1\r\n:80/',
    'http://127.0.0.1/\u560d\u560aHost: x',
    'http://127.0.0.1/\u2028x',
  ],
  // Credentials, and hosts that are not where they seem to be.
  ...['http://user@news.example/', 'http://user:pass@news.example/', 'http://:pass@news.example/'],
  ...[
    'http://news.example@127.0.0.1/',
    'http://news.example:80@127.0.0.1/',
    'http://a@b@127.0.0.1/',
    'http://news.example%2f@x/%',
  ],
  ...['http://news.example%40127.0.0.1@10.0.0.1/', 'http://127.0.0.1#@news.example/'],
  ...[
    'http://127.0.0.1?@news.example/',
    'http://127.0.0.1\\@news.example/',
    'http:\\\\127.0.0.1\\',
  ],
  ...['http:/127.0.0.1/', 'http:127.0.0.1/', 'http:///127.0.0.1/', 'http://\t127.0.0.1/'],
  ...['http://127.0.0.1\n/', 'http://127.\r\n0.0.1/', ' http://127.0.0.1/', 'h\nttp://127.0.0.1/'],
  ...['http://127.0.0.1/\r\nHost: news.example', 'http://127.0.0.1:80/', 'https://127.0.0.1:443/'],
  ...['http://[::1]:80/', 'http://[::ffff:127.0.0.1]:80/x', 'http://0x7f.1:80/latest/meta-data/'],
];

/** Addresses that no URL parser may let through. */
export const malformedUrls: readonly string[] = [
  ...['http://[fe80::1%25eth0]/', 'http://[fe80::1%eth0]/', 'http://[::1%25lo]/', 'http://[::1'],
  ...['http://', 'http://?', 'http:///', 'https://#', 'http://a b/', 'http://news.example:99999/'],
  ...[
    'http://news.example:-1/',
    'http://news.example:80a/',
    'http://256.256.256.256/',
    'http://1.2.3.4.5/',
  ],
  ...[
    'http://127.0.0.1.0x/',
    'http://0x100000000/',
    'http://4294967296/',
    'http://[::g]/',
    'http://[1.2.3.4]/',
  ],
  ...['http://%00/', 'http://a%00.example/', '//news.example/', 'news.example/feed'],
  ...['', ' ', 'http', '/feed.xml', `http://news.example/${'a'.repeat(5000)}`],
];

/** What a name server may answer to get us somewhere: one private address among others is enough. */
export const hostileAnswers: readonly (readonly string[])[] = [
  ['127.0.0.1'],
  ['93.184.215.14', '127.0.0.1'],
  ['127.0.0.1', '93.184.215.14'],
  ['93.184.215.14', '::1'],
  ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', '10.0.0.1'],
  ['169.254.169.254'],
  ['93.184.215.14', '169.254.169.254', '93.184.215.15'],
  ['fd00:ec2::254'],
  ['::ffff:127.0.0.1'],
  ['::ffff:169.254.169.254'],
  ['64:ff9b::a9fe:a9fe'],
  ['2002:7f00:1::'],
  ['2001:0:53aa:64c::80ff:fffe'],
  ['0.0.0.0'],
  ['::'],
  ['100.100.100.200'],
  ['168.63.129.16'],
  ['192.0.0.192'],
  ['fe80::1'],
  ['fe80::1%eth0'],
  ['224.0.0.1'],
  ['255.255.255.255'],
  ['198.18.0.1'],
  ['not an address'],
  [''],
  ['93.184.215.14:22'],
  ...['127.1', '0177.0.0.1', '0x7f.1', '2130706433', '１２７.０.０.１'].map((each) => [each]),
  ...['100.64.0.1', '192.0.2.1', '203.0.113.9', '240.0.0.1', '10.1'].map((each) => [each]),
  ...['::ffff:7f00:1', '::ffff:0:7f00:1', '::7f00:1', '::1', '0:0:0:0:0:0:0:1'].map((each) => [
    each,
  ]),
  ...['64:ff9b::7f00:1', '64:ff9b:1::7f00:1', '64:ff9b::a83f:8110'].map((each) => [each]),
  ...['2002:a9fe:a9fe::1', '2002:c0a8:1::', '2001::1', '2001:0:a9fe:a9fe::1'].map((each) => [each]),
  ...['fd00:ec2::23', 'fec0::1', 'fc00::1', 'ff02::1', '3fff::1', '2001:db8::1'].map((each) => [
    each,
  ]),
  ...['::1%lo', 'fe80::1%25eth0', '[::1]', 'localhost', 'metadata'].map((each) => [each]),
  ['2606:4700::1111', 'fd00:ec2::254'],
  ['1.1.1.1', '2002:7f00:1::'],
];
