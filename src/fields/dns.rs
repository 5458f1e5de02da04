//! `dns.*`: Domain Name System, over UDP and TCP, and mDNS and LLMNR, whose fields have the same names.

use super::dns_names as names;
use super::dns_records::{self, Line, Reader};
use super::field::{Field, Kind};
use super::tree::{Sink, Tree};
use super::{Id, Protocol, Subject, Value, fields};
use crate::decode::dns::{Dns, Service};
use crate::track::dns::Pairing;
use crate::track::messages::Carried;

fields! {
    Protocol::Dns;
    DNS = Field::protocol("dns", "Domain Name System");
    MDNS = Field::protocol("mdns", "Multicast Domain Name System");
    LLMNR = Field::protocol("llmnr", "Link-local Multicast Name Resolution");
    LENGTH = Field::unsigned("dns.length", "Length", 16);
    FLAGS = Field::unsigned("dns.flags", "Flags", 16).hex();
    FLAGS_RESPONSE = Field::boolean("dns.flags.response", "Response").mask(0x8000).states("Message is a response", "Message is a query");
    FLAGS_OPCODE = Field::unsigned("dns.flags.opcode", "Opcode", 16).mask(0x7800).names(&names::OPCODES);
    FLAGS_AUTHORITATIVE = Field::boolean("dns.flags.authoritative", "Authoritative").mask(0x400).states("Server is an authority for domain", "Server is not an authority for domain");
    FLAGS_CONFLICT = Field::boolean("dns.flags.conflict", "Conflict").mask(0x400).states("The sender received multiple responses", "None");
    FLAGS_TRUNCATED = Field::boolean("dns.flags.truncated", "Truncated").mask(0x200).states("Message is truncated", "Message is not truncated");
    FLAGS_RECDESIRED = Field::boolean("dns.flags.recdesired", "Recursion desired").mask(0x100).states("Do query recursively", "Don't do query recursively");
    FLAGS_TENTATIVE = Field::boolean("dns.flags.tentative", "Tentative").mask(0x100).states("Tentative", "Not tentative");
    FLAGS_RECAVAIL = Field::boolean("dns.flags.recavail", "Recursion available").mask(0x80).states("Server can do recursive queries", "Server can't do recursive queries");
    FLAGS_Z = Field::boolean("dns.flags.z", "Z").mask(0x40).states("reserved - incorrect!", "reserved (0)");
    FLAGS_AUTHENTICATED = Field::boolean("dns.flags.authenticated", "Answer authenticated").mask(0x20).states("Answer/authority portion was authenticated by the server", "Answer/authority portion was not authenticated by the server");
    FLAGS_CHECKDISABLE = Field::boolean("dns.flags.checkdisable", "Non-authenticated data").mask(0x10).states("Acceptable", "Unacceptable");
    FLAGS_RCODE = Field::unsigned("dns.flags.rcode", "Reply code", 16).mask(0xf).names(&names::CODES);
    ID = Field::unsigned("dns.id", "Transaction ID", 16).hex();
    QRY_TYPE = Field::unsigned("dns.qry.type", "Type", 16).names(&names::TYPES);
    QRY_CLASS = Field::unsigned("dns.qry.class", "Class", 16).hex().names(&names::CLASSES);
    QRY_QU = Field::boolean("dns.qry.qu", "\"QU\" question").mask(0x8000);
    QRY_NAME = Field::of(Kind::Text, "dns.qry.name", "Name");
    QRY_NAME_LEN = Field::unsigned("dns.qry.name.len", "Name Length", 16);
    COUNT_LABELS = Field::unsigned("dns.count.labels", "Label Count", 16);
    RESP_TYPE = Field::unsigned("dns.resp.type", "Type", 16).names(&names::TYPES);
    RESP_CLASS = Field::unsigned("dns.resp.class", "Class", 16).hex().names(&names::CLASSES);
    RESP_CACHE_FLUSH = Field::boolean("dns.resp.cache_flush", "Cache flush").mask(0x8000);
    RESP_EXT_RCODE = Field::unsigned("dns.resp.ext_rcode", "Higher bits in extended RCODE", 8).hex();
    RESP_EDNS0_VERSION = Field::unsigned("dns.resp.edns0_version", "EDNS0 version", 8);
    RESP_Z = Field::unsigned("dns.resp.z", "Z", 16).hex();
    RESP_Z_DO = Field::boolean("dns.resp.z.do", "DO bit").mask(0x8000).states("Accepts DNSSEC security RRs", "Cannot handle DNSSEC security RRs");
    RESP_Z_RESERVED = Field::unsigned("dns.resp.z.reserved", "Reserved", 16).hex().mask(0x7fff);
    SRV_SERVICE = Field::of(Kind::Text, "dns.srv.service", "Service");
    SRV_PROTO = Field::of(Kind::Text, "dns.srv.proto", "Protocol");
    SRV_NAME = Field::of(Kind::Text, "dns.srv.name", "Name");
    SRV_PRIORITY = Field::unsigned("dns.srv.priority", "Priority", 16);
    SRV_WEIGHT = Field::unsigned("dns.srv.weight", "Weight", 16);
    SRV_PORT = Field::unsigned("dns.srv.port", "Port", 16);
    SRV_TARGET = Field::of(Kind::Text, "dns.srv.target", "Target");
    NAPTR_ORDER = Field::unsigned("dns.naptr.order", "Order", 16);
    NAPTR_PREFERENCE = Field::unsigned("dns.naptr.preference", "Preference", 16);
    NAPTR_FLAGS_LENGTH = Field::unsigned("dns.naptr.flags_length", "Flags Length", 8);
    NAPTR_FLAGS = Field::of(Kind::Text, "dns.naptr.flags", "Flags");
    NAPTR_SERVICE_LENGTH = Field::unsigned("dns.naptr.service_length", "Service Length", 8);
    NAPTR_SERVICE = Field::of(Kind::Text, "dns.naptr.service", "Service");
    NAPTR_REGEX_LENGTH = Field::unsigned("dns.naptr.regex_length", "Regex Length", 8);
    NAPTR_REGEX = Field::of(Kind::Text, "dns.naptr.regex", "Regex");
    NAPTR_REPLACEMENT_LENGTH = Field::unsigned("dns.naptr.replacement_length", "Replacement Length", 8);
    NAPTR_REPLACEMENT = Field::of(Kind::Text, "dns.naptr.replacement", "Replacement");
    RESP_NAME = Field::of(Kind::Text, "dns.resp.name", "Name");
    RESP_TTL = Field::unsigned("dns.resp.ttl", "Time to live", 32);
    RESP_LEN = Field::unsigned("dns.resp.len", "Data length", 16);
    A = Field::of(Kind::Ipv4, "dns.a", "Address");
    MD = Field::of(Kind::Text, "dns.md", "Mail Destination");
    MF = Field::of(Kind::Text, "dns.mf", "Mail Forwarder");
    MB = Field::of(Kind::Text, "dns.mb", "MailBox Domaine");
    MG = Field::of(Kind::Text, "dns.mg", "Mail Group member");
    MR = Field::of(Kind::Text, "dns.mr", "Mail Rename domaine");
    NULL = Field::of(Kind::Bytes, "dns.null", "Null (data)");
    AAAA = Field::of(Kind::Ipv6, "dns.aaaa", "AAAA Address");
    CNAME = Field::of(Kind::Text, "dns.cname", "CNAME");
    RR_UDP_PAYLOAD_SIZE = Field::unsigned("dns.rr.udp_payload_size", "UDP payload size", 16);
    SOA_MNAME = Field::of(Kind::Text, "dns.soa.mname", "Primary name server");
    SOA_RNAME = Field::of(Kind::Text, "dns.soa.rname", "Responsible authority's mailbox");
    SOA_SERIAL_NUMBER = Field::unsigned("dns.soa.serial_number", "Serial Number", 32);
    SOA_REFRESH_INTERVAL = Field::unsigned("dns.soa.refresh_interval", "Refresh Interval", 32);
    SOA_RETRY_INTERVAL = Field::unsigned("dns.soa.retry_interval", "Retry Interval", 32);
    SOA_EXPIRE_LIMIT = Field::unsigned("dns.soa.expire_limit", "Expire limit", 32);
    SOA_MINIMUM_TTL = Field::unsigned("dns.soa.minimum_ttl", "Minimum TTL", 32);
    PTR_DOMAIN_NAME = Field::of(Kind::Text, "dns.ptr.domain_name", "Domain Name");
    WKS_ADDRESS = Field::of(Kind::Ipv4, "dns.wks.address", "Address");
    WKS_PROTOCOL = Field::unsigned("dns.wks.protocol", "Protocol", 8).names(&super::names::IP_PROTOCOLS);
    WKS_BITS = Field::unsigned("dns.wks.bits", "Bits", 8).hex();
    HINFO_CPU_LENGTH = Field::unsigned("dns.hinfo.cpu_length", "CPU Length", 8);
    HINFO_CPU = Field::of(Kind::Text, "dns.hinfo.cpu", "CPU");
    HINFO_OS_LENGTH = Field::unsigned("dns.hinfo.os_length", "OS Length", 8);
    HINFO_OS = Field::of(Kind::Text, "dns.hinfo.os", "OS");
    MINFO_R = Field::of(Kind::Text, "dns.minfo.r", "Responsible Mailbox");
    MINFO_E = Field::of(Kind::Text, "dns.minfo.e", "Error Mailbox");
    MX_PREFERENCE = Field::unsigned("dns.mx.preference", "Preference", 16);
    MX_MAIL_EXCHANGE = Field::of(Kind::Text, "dns.mx.mail_exchange", "Mail Exchange");
    TXT_LENGTH = Field::unsigned("dns.txt.length", "TXT Length", 8);
    TXT = Field::of(Kind::Text, "dns.txt", "TXT");
    OPENPGPKEY = Field::of(Kind::Text, "dns.openpgpkey", "OpenPGP Key");
    CSYNC_SOA = Field::unsigned("dns.csync.soa", "SOA", 32);
    CSYNC_FLAGS = Field::unsigned("dns.csync.flags", "Flags", 16).hex();
    CSYNC_FLAGS_IMMEDIATE = Field::boolean("dns.csync.flags.immediate", "immediate").mask(0x1);
    CSYNC_FLAGS_SOAMINIMUM = Field::boolean("dns.csync.flags.soaminimum", "soaminimum").mask(0x2);
    CSYNC_TYPE_BITMAP = Field::of(Kind::Bytes, "dns.csync.type_bitmap", "Type Bitmap");
    ZONEMD_SERIAL = Field::unsigned("dns.zonemd.serial", "Serial", 32);
    ZONEMD_SCHEME = Field::unsigned("dns.zonemd.scheme", "Scheme", 8).names(&names::SCHEMES);
    ZONEMD_HASH_ALGO = Field::unsigned("dns.zonemd.hash_algo", "Hash Algorithm", 8).names(&names::ZONE_HASHES);
    ZONEMD_DIGEST = Field::of(Kind::Bytes, "dns.zonemd.digest", "Digest");
    SVCB_SVCPRIORITY = Field::unsigned("dns.svcb.svcpriority", "SvcPriority", 16);
    SVCB_TARGETNAME = Field::of(Kind::Text, "dns.svcb.targetname", "TargetName");
    SVCB_SVCPARAM_KEY = Field::unsigned("dns.svcb.svcparam.key", "SvcParamKey", 16).names(&names::SERVICE_PARAMETERS);
    SVCB_SVCPARAM_VALUE_LENGTH = Field::unsigned("dns.svcb.svcparam.value.length", "SvcParamValue length", 16);
    SVCB_SVCPARAM_VALUE = Field::of(Kind::Bytes, "dns.svcb.svcparam.value", "SvcParamValue");
    SVCB_SVCPARAM = Field::nothing("dns.svcb.svcparam", "SvcParam");
    SVCB_SVCPARAM_MANDATORY_KEY = Field::unsigned("dns.svcb.svcparam.mandatory.key", "Mandatory key", 16).names(&names::SERVICE_PARAMETERS);
    SVCB_SVCPARAM_ALPN_LENGTH = Field::unsigned("dns.svcb.svcparam.alpn.length", "ALPN length", 8);
    SVCB_SVCPARAM_ALPN = Field::of(Kind::Text, "dns.svcb.svcparam.alpn", "ALPN");
    SVCB_SVCPARAM_PORT = Field::unsigned("dns.svcb.svcparam.port", "Port", 16);
    SVCB_SVCPARAM_IPV4HINT_IP = Field::of(Kind::Ipv4, "dns.svcb.svcparam.ipv4hint.ip", "IP");
    SVCB_SVCPARAM_ECHCONFIG = Field::of(Kind::Bytes, "dns.svcb.svcparam.echconfig", "ECHConfig");
    SVCB_SVCPARAM_IPV6HINT_IP = Field::of(Kind::Ipv6, "dns.svcb.svcparam.ipv6hint.ip", "IP");
    SVCB_SVCPARAM_ODOHCONFIG = Field::of(Kind::Bytes, "dns.svcb.svcparam.odohconfig", "ODoHConfig");
    SPF_LENGTH = Field::unsigned("dns.spf.length", "SPF Length", 8);
    SPF = Field::of(Kind::Text, "dns.spf", "SPF");
    ILNP_NID_PREFERENCE = Field::unsigned("dns.ilnp.nid.preference", "Preference", 16);
    ILNP_NID = Field::of(Kind::Bytes, "dns.ilnp.nid", "NodeID");
    ILNP_L32_PREFERENCE = Field::unsigned("dns.ilnp.l32.preference", "Preference", 16);
    ILNP_L32 = Field::of(Kind::Ipv4, "dns.ilnp.l32", "Locator32");
    ILNP_L64_PREFERENCE = Field::unsigned("dns.ilnp.l64.preference", "Preference", 16);
    ILNP_L64 = Field::of(Kind::Bytes, "dns.ilnp.l64", "Locator64");
    ILNP_LP_PREFERENCE = Field::unsigned("dns.ilnp.lp.preference", "Preference", 16);
    ILNP_LP = Field::of(Kind::Text, "dns.ilnp.lp", "Locator FQDN");
    EUI48 = Field::of(Kind::Ethernet, "dns.eui48", "EUI48 Address");
    EUI64 = Field::of(Kind::Eui64, "dns.eui64", "EUI64 Address");
    RRSIG_TYPE_COVERED = Field::unsigned("dns.rrsig.type_covered", "Type Covered", 16).names(&names::TYPES);
    RRSIG_ALGORITHM = Field::unsigned("dns.rrsig.algorithm", "Algorithm", 8).names(&names::ALGORITHMS);
    RRSIG_LABELS = Field::unsigned("dns.rrsig.labels", "Labels", 8);
    RRSIG_ORIGINAL_TTL = Field::unsigned("dns.rrsig.original_ttl", "Original TTL", 32);
    RRSIG_SIGNATURE_EXPIRATION = Field::of(Kind::Time, "dns.rrsig.signature_expiration", "Signature Expiration");
    RRSIG_SIGNATURE_INCEPTION = Field::of(Kind::Time, "dns.rrsig.signature_inception", "Signature Inception");
    RRSIG_KEY_TAG = Field::unsigned("dns.rrsig.key_tag", "Key Tag", 16);
    RRSIG_SIGNERS_NAME = Field::of(Kind::Text, "dns.rrsig.signers_name", "Signer's name");
    RRSIG_SIGNATURE = Field::of(Kind::Bytes, "dns.rrsig.signature", "Signature");
    DNSKEY_FLAGS = Field::unsigned("dns.dnskey.flags", "Flags", 16).hex();
    DNSKEY_FLAGS_ZONE_KEY = Field::boolean("dns.dnskey.flags.zone_key", "Zone Key").mask(0x100).states("This is the zone key for specified zone", "This it not a zone key");
    DNSKEY_FLAGS_KEY_REVOKED = Field::boolean("dns.dnskey.flags.key_revoked", "Key Revoked").mask(0x80).states("Yes", "No");
    DNSKEY_FLAGS_SECURE_ENTRY_POINT = Field::boolean("dns.dnskey.flags.secure_entry_point", "Key Signing Key").mask(0x1).states("Yes", "No");
    DNSKEY_FLAGS_RESERVED = Field::unsigned("dns.dnskey.flags.reserved", "Key Signing Key", 16).hex().mask(0xfe7e);
    DNSKEY_PROTOCOL = Field::unsigned("dns.dnskey.protocol", "Protocol", 8);
    DNSKEY_ALGORITHM = Field::unsigned("dns.dnskey.algorithm", "Algorithm", 8).names(&names::ALGORITHMS);
    DNSKEY_KEY_ID = Field::unsigned("dns.dnskey.key_id", "Key id", 16);
    DNSKEY_PUBLIC_KEY = Field::of(Kind::Bytes, "dns.dnskey.public_key", "Public Key");
    KEY_FLAGS = Field::unsigned("dns.key.flags", "Flags", 16).hex();
    KEY_FLAGS_AUTHENTICATION = Field::boolean("dns.key.flags.authentication", "Key allowed for authentication").mask(0x8000).states("Not Allowed", "Allowed");
    KEY_FLAGS_CONFIDENTIALITY = Field::boolean("dns.key.flags.confidentiality", "Key allowed for confidentiality").mask(0x4000).states("Not Allowed", "Allowed");
    KEY_FLAGS_REQUIRED = Field::boolean("dns.key.flags.required", "Key required").mask(0x2000).states("Experimental or optional", "Required");
    KEY_FLAGS_ASSOCIATED_USER = Field::boolean("dns.key.flags.associated_user", "Key is associated with a user").mask(0x400).states("Yes", "No");
    KEY_FLAGS_ASSOCIATED_NAMED_ENTITY = Field::boolean("dns.key.flags.associated_named_entity", "Key is associated with the named entity").mask(0x200).states("Yes", "No");
    KEY_FLAGS_IPSEC = Field::boolean("dns.key.flags.ipsec", "Key use with IPSEC").mask(0x80).states("Valid", "Invalid");
    KEY_FLAGS_MIME = Field::boolean("dns.key.flags.mime", "Key use with MIME security multiparts").mask(0x40).states("Valid", "Invalid");
    KEY_FLAGS_SIGNATORY = Field::unsigned("dns.key.flags.signatory", "Signatory", 16).mask(0xf);
    KEY_PROTOCOL = Field::unsigned("dns.key.protocol", "Protocol", 8);
    KEY_ALGORITHM = Field::unsigned("dns.key.algorithm", "Algorithm", 8).names(&names::ALGORITHMS);
    KEY_KEY_ID = Field::unsigned("dns.key.key_id", "Key ID", 16);
    KEY_PUBLIC_KEY = Field::of(Kind::Bytes, "dns.key.public_key", "Public Key");
    PX_PREFERENCE = Field::unsigned("dns.px.preference", "Preference", 16);
    PX_MAP822 = Field::of(Kind::Text, "dns.px.map822", "MAP822");
    PX_MAP400 = Field::of(Kind::Text, "dns.px.map400", "MAPX400");
    TKEY_ALGO_NAME = Field::of(Kind::Text, "dns.tkey.algo_name", "Algorithm name");
    TKEY_SIGNATURE_EXPIRATION = Field::of(Kind::Time, "dns.tkey.signature_expiration", "Signature Expiration");
    TKEY_SIGNATURE_INCEPTION = Field::of(Kind::Time, "dns.tkey.signature_inception", "Signature Inception");
    TKEY_MODE = Field::unsigned("dns.tkey.mode", "Mode", 16).names(&names::KEY_MODES);
    TKEY_ERROR = Field::unsigned("dns.tkey.error", "Error", 16).names(&names::CODES);
    TKEY_KEY_SIZE = Field::unsigned("dns.tkey.key_size", "Key Size", 16);
    TKEY_KEY_DATA = Field::of(Kind::Bytes, "dns.tkey.key_data", "Key Data");
    TKEY_OTHER_SIZE = Field::unsigned("dns.tkey.other_size", "Other Size", 16);
    TKEY_OTHER_DATA = Field::of(Kind::Bytes, "dns.tkey.other_data", "Other Data");
    IPSECKEY_GATEWAY_PRECEDENCE = Field::unsigned("dns.ipseckey.gateway_precedence", "Gateway Precedence", 8);
    IPSECKEY_GATEWAY_ALGORITHM = Field::unsigned("dns.ipseckey.gateway_algorithm", "Gateway Algorithm", 8).names(&names::GATEWAY_ALGORITHMS);
    IPSECKEY_GATEWAY_TYPE = Field::unsigned("dns.ipseckey.gateway_type", "Gateway Type", 8).names(&names::GATEWAYS);
    IPSECKEY_GATEWAY_IPV4 = Field::of(Kind::Ipv4, "dns.ipseckey.gateway_ipv4", "IPv4 Gateway");
    IPSECKEY_GATEWAY_IPV6 = Field::of(Kind::Ipv6, "dns.ipseckey.gateway_ipv6", "IPv6 Gateway");
    IPSECKEY_GATEWAY_DNS = Field::of(Kind::Text, "dns.ipseckey.gateway_dns", "DNS Gateway");
    IPSECKEY_PUBLIC_KEY = Field::of(Kind::Bytes, "dns.ipseckey.public_key", "Public Key");
    XPF_IP_VERSION = Field::unsigned("dns.xpf.ip_version", "IP Version", 16).names(&names::IP_VERSIONS);
    XPF_PROTOCOL = Field::unsigned("dns.xpf.protocol", "Protocol", 8).names(&super::names::IP_PROTOCOLS);
    XPF_SOURCE_IPV4 = Field::of(Kind::Ipv4, "dns.xpf.source_ipv4", "IPv4 Source");
    XPF_DESTINATION_IPV4 = Field::of(Kind::Ipv4, "dns.xpf.destination_ipv4", "IPv4 Destination");
    XPF_SOURCE_IPV6 = Field::of(Kind::Ipv6, "dns.xpf.source_ipv6", "IPv6 Source");
    XPF_DESTINATION_IPV6 = Field::of(Kind::Ipv6, "dns.xpf.destination_ipv6", "IPv6 Destination");
    XPF_SPORT = Field::unsigned("dns.xpf.sport", "Source port", 16);
    XPF_DPORT = Field::unsigned("dns.xpf.dport", "Destination port", 16);
    A6_PREFIX_LEN = Field::unsigned("dns.a6.prefix_len", "Prefix len", 8);
    A6_ADDRESS_SUFFIX = Field::of(Kind::Ipv6, "dns.a6.address_suffix", "Address Suffix");
    A6_PREFIX_NAME = Field::of(Kind::Text, "dns.a6.prefix_name", "Prefix name");
    DNAME = Field::of(Kind::Text, "dns.dname", "Dname");
    LOC_VERSION = Field::unsigned("dns.loc.version", "Version", 8);
    LOC_SIZE = Field::unsigned("dns.loc.size", "Size", 8);
    LOC_HORIZONTAL_PRECISION = Field::unsigned("dns.loc.horizontal_precision", "Horizontal Precision", 8);
    LOC_VERTICAL_PRECISION = Field::unsigned("dns.loc.vertical_precision", "Vertical Precision", 8);
    LOC_LATITUDE = Field::unsigned("dns.loc.latitude", "Latitude", 32);
    LOC_LONGITUDE = Field::unsigned("dns.loc.longitude", "Longitude", 32);
    LOC_ALTITUDE = Field::unsigned("dns.loc.altitude", "Altitude", 32);
    LOC_UNKNOWN_DATA = Field::of(Kind::Bytes, "dns.loc.unknown_data", "Unknown data");
    NXT_NEXT_DOMAIN_NAME = Field::of(Kind::Text, "dns.nxt.next_domain_name", "Next Domain Name");
    KX_PREFERENCE = Field::unsigned("dns.kx.preference", "Preference", 16);
    KX_KEY_EXCHANGE = Field::of(Kind::Text, "dns.kx.key_exchange", "Key Exchange");
    CERT_TYPE = Field::unsigned("dns.cert.type", "Type", 16).names(&names::CERTIFICATE_TYPES);
    CERT_KEY_TAG = Field::unsigned("dns.cert.key_tag", "Key Tag", 16).hex();
    CERT_ALGORITHM = Field::unsigned("dns.cert.algorithm", "Algorithm", 8).names(&names::ALGORITHMS);
    CERT_CERTIFICATE = Field::of(Kind::Bytes, "dns.cert.certificate", "Certificate (or CRL)");
    NSEC_NEXT_DOMAIN_NAME = Field::of(Kind::Text, "dns.nsec.next_domain_name", "Next Domain Name");
    NS = Field::of(Kind::Text, "dns.ns", "Name Server");
    OPT = Field::nothing("dns.opt", "Option");
    OPT_CODE = Field::unsigned("dns.opt.code", "Option Code", 16).names(&names::OPTIONS);
    OPT_LEN = Field::unsigned("dns.opt.len", "Option Length", 16);
    OPT_DATA = Field::of(Kind::Bytes, "dns.opt.data", "Option Data");
    OPT_DAU = Field::unsigned("dns.opt.dau", "DAU", 8).names(&names::ALGORITHMS);
    OPT_DHU = Field::unsigned("dns.opt.dhu", "DHU", 8).names(&names::DIGESTS);
    OPT_N3U = Field::unsigned("dns.opt.n3u", "N3U", 8).names(&names::HASHES);
    OPT_CLIENT_FAMILY = Field::unsigned("dns.opt.client.family", "Family", 16).names(&names::FAMILIES);
    OPT_CLIENT_NETMASK = Field::unsigned("dns.opt.client.netmask", "Source Netmask", 8);
    OPT_CLIENT_SCOPE = Field::unsigned("dns.opt.client.scope", "Scope Netmask", 8);
    OPT_CLIENT_ADDR = Field::of(Kind::Bytes, "dns.opt.client.addr", "Client Subnet");
    OPT_CLIENT_ADDR4 = Field::of(Kind::Ipv4, "dns.opt.client.addr4", "Client Subnet");
    OPT_CLIENT_ADDR6 = Field::of(Kind::Ipv6, "dns.opt.client.addr6", "Client Subnet");
    OPT_COOKIE_CLIENT = Field::of(Kind::Bytes, "dns.opt.cookie.client", "Client Cookie");
    OPT_COOKIE_SERVER = Field::of(Kind::Bytes, "dns.opt.cookie.server", "Server Cookie");
    OPT_EDNS_TCP_KEEPALIVE_TIMEOUT = Field::unsigned("dns.opt.edns_tcp_keepalive.timeout", "Timeout", 16);
    OPT_PADDING = Field::of(Kind::Bytes, "dns.opt.padding", "Padding");
    OPT_CHAIN_FQDN = Field::of(Kind::Text, "dns.opt.chain.fqdn", "Closest Trust Point");
    OPT_EXT_ERROR_INFO_CODE = Field::unsigned("dns.opt.ext_error.info_code", "Info Code", 16).names(&names::EXTENDED_ERRORS);
    OPT_EXT_ERROR_EXTRA_TEXT = Field::of(Kind::Text, "dns.opt.ext_error.extra_text", "Extra Text");
    COUNT_QUERIES = Field::unsigned("dns.count.queries", "Questions", 16);
    COUNT_ZONES = Field::unsigned("dns.count.zones", "Zones", 16);
    COUNT_ANSWERS = Field::unsigned("dns.count.answers", "Answer RRs", 16);
    COUNT_PREREQUISITES = Field::unsigned("dns.count.prerequisites", "Prerequisites", 16);
    COUNT_AUTH_RR = Field::unsigned("dns.count.auth_rr", "Authority RRs", 16);
    COUNT_UPDATES = Field::unsigned("dns.count.updates", "Updates", 16);
    NSEC3_ALGO = Field::unsigned("dns.nsec3.algo", "Hash algorithm", 8).names(&names::HASHES);
    NSEC3_FLAGS = Field::unsigned("dns.nsec3.flags", "NSEC3 flags", 8);
    NSEC3_FLAGS_OPT_OUT = Field::boolean("dns.nsec3.flags.opt_out", "NSEC3 Opt-out flag").mask(0x1).states("Additional insecure delegations allowed", "Additional insecure delegations forbidden");
    NSEC3_ITERATIONS = Field::unsigned("dns.nsec3.iterations", "NSEC3 iterations", 16);
    NSEC3_SALT_LENGTH = Field::unsigned("dns.nsec3.salt_length", "Salt length", 8);
    NSEC3_SALT_VALUE = Field::of(Kind::Bytes, "dns.nsec3.salt_value", "Salt value");
    NSEC3_HASH_LENGTH = Field::unsigned("dns.nsec3.hash_length", "Hash length", 8);
    NSEC3_HASH_VALUE = Field::of(Kind::Text, "dns.nsec3.hash_value", "Next hashed owner");
    TLSA_CERTIFICATE_USAGE = Field::unsigned("dns.tlsa.certificate_usage", "Certificate Usage", 8).names(&names::CERTIFICATE_USAGES);
    TLSA_SELECTOR = Field::unsigned("dns.tlsa.selector", "Selector", 8).names(&names::SELECTORS);
    TLSA_MATCHING_TYPE = Field::unsigned("dns.tlsa.matching_type", "Matching Type", 8).names(&names::MATCHING_TYPES);
    TLSA_CERTIFICATE_ASSOCIATION_DATA = Field::of(Kind::Bytes, "dns.tlsa.certificate_association_data", "Certificate Association Data");
    TSIG_ALGORITHM_NAME = Field::of(Kind::Text, "dns.tsig.algorithm_name", "Algorithm Name");
    TSIG_TIME_SIGNED = Field::of(Kind::Time, "dns.tsig.time_signed", "Time Signed");
    TSIG_ORIGINAL_ID = Field::unsigned("dns.tsig.original_id", "Original Id", 16);
    TSIG_ERROR = Field::unsigned("dns.tsig.error", "Error", 16).names(&names::CODES);
    TSIG_FUDGE = Field::unsigned("dns.tsig.fudge", "Fudge", 16);
    TSIG_MAC_SIZE = Field::unsigned("dns.tsig.mac_size", "MAC Size", 16);
    TSIG_OTHER_LEN = Field::unsigned("dns.tsig.other_len", "Other Len", 16);
    TSIG_MAC = Field::nothing("dns.tsig.mac", "MAC");
    TSIG_OTHER_DATA = Field::of(Kind::Bytes, "dns.tsig.other_data", "Other Data");
    RESPONSE_IN = Field::of(Kind::FrameNumber, "dns.response_in", "Response In");
    RESPONSE_TO = Field::of(Kind::FrameNumber, "dns.response_to", "Request In");
    RETRANSMISSION = Field::boolean("dns.retransmission", "Retransmission");
    RETRANSMIT_REQUEST_IN = Field::of(Kind::FrameNumber, "dns.retransmit_request_in", "Retransmitted request. Original request in");
    RETRANSMIT_RESPONSE_IN = Field::of(Kind::FrameNumber, "dns.retransmit_response_in", "Retransmitted response. Original response in");
    TIME = Field::of(Kind::Span, "dns.time", "Time");
    UNSOLICITED = Field::boolean("dns.unsolicited", "Unsolicited");
    COUNT_ADD_RR = Field::unsigned("dns.count.add_rr", "Additional RRs", 16);
    SSHFP_ALGORITHM = Field::unsigned("dns.sshfp.algorithm", "Algorithm", 8).names(&names::SSH_ALGORITHMS);
    SSHFP_FINGERPRINT_TYPE = Field::unsigned("dns.sshfp.fingerprint.type", "Fingerprint type", 8).names(&names::SSH_FINGERPRINTS);
    SSHFP_FINGERPRINT = Field::of(Kind::Bytes, "dns.sshfp.fingerprint", "Fingerprint");
    HIP_HIT_LENGTH = Field::unsigned("dns.hip.hit.length", "HIT length", 8);
    HIP_HIT_PK_ALGO = Field::unsigned("dns.hip.hit.pk.algo", "HIT length", 8).names(&names::HOST_KEYS);
    HIP_PK_LENGTH = Field::unsigned("dns.hip.pk.length", "PK length", 16);
    HIP_HIT = Field::of(Kind::Bytes, "dns.hip.hit", "Host Identity Tag");
    HIP_PK = Field::of(Kind::Bytes, "dns.hip.pk", "HIP Public Key");
    HIP_RENDEZVOUS_SERVER = Field::of(Kind::Text, "dns.hip.rendezvous_server", "Rendezvous Server");
    DHCID_RDATA = Field::of(Kind::Bytes, "dns.dhcid.rdata", "DHCID Data");
    DS_KEY_ID = Field::unsigned("dns.ds.key_id", "Key id", 16).hex();
    DS_ALGORITHM = Field::unsigned("dns.ds.algorithm", "Algorithm", 8).names(&names::ALGORITHMS);
    DS_DIGEST_TYPE = Field::unsigned("dns.ds.digest_type", "Digest Type", 8).names(&names::DIGESTS);
    DS_DIGEST = Field::of(Kind::Bytes, "dns.ds.digest", "Digest");
    APL_ADDRESS_FAMILY = Field::unsigned("dns.apl.address_family", "Address Family", 16).names(&names::FAMILIES);
    APL_CODED_PREFIX = Field::unsigned("dns.apl.coded_prefix", "Prefix Length", 8);
    APL_NEGATION = Field::boolean("dns.apl.negation", "Negation Flag").mask(0x80).states("Yes (!)", "No (0)");
    APL_AFDLENGTH = Field::unsigned("dns.apl.afdlength", "Address Length", 8).mask(0x7f);
    APL_AFDPART_IPV4 = Field::of(Kind::Ipv4, "dns.apl.afdpart.ipv4", "Address");
    APL_AFDPART_IPV6 = Field::of(Kind::Ipv6, "dns.apl.afdpart.ipv6", "Address");
    APL_AFDPART_DATA = Field::of(Kind::Bytes, "dns.apl.afdpart.data", "Address");
    GPOS_LONGITUDE_LENGTH = Field::unsigned("dns.gpos.longitude_length", "Longitude length", 8);
    GPOS_LONGITUDE = Field::of(Kind::Text, "dns.gpos.longitude", "Longitude");
    GPOS_LATITUDE_LENGTH = Field::unsigned("dns.gpos.latitude_length", "Latitude length", 8);
    GPOS_LATITUDE = Field::of(Kind::Text, "dns.gpos.latitude", "Latitude");
    GPOS_ALTITUDE_LENGTH = Field::unsigned("dns.gpos.altitude_length", "Altitude length", 8);
    GPOS_ALTITUDE = Field::of(Kind::Text, "dns.gpos.altitude", "Altitude");
    RP_MAILBOX = Field::of(Kind::Text, "dns.rp.mailbox", "Mailbox");
    RP_TXT_RR = Field::of(Kind::Text, "dns.rp.txt_rr", "TXT RR");
    AFSDB_SUBTYPE = Field::unsigned("dns.afsdb.subtype", "Subtype", 16);
    AFSDB_HOSTNAME = Field::of(Kind::Text, "dns.afsdb.hostname", "Hostname");
    X25_LENGTH = Field::unsigned("dns.x25.length", "Length", 8);
    X25_PSDN_ADDRESS = Field::of(Kind::Text, "dns.x25.psdn_address", "PSDN-Address");
    IDSN_LENGTH = Field::unsigned("dns.idsn.length", "Length", 8);
    IDSN_ADDRESS = Field::of(Kind::Text, "dns.idsn.address", "ISDN Address");
    IDSN_SA_LENGTH = Field::unsigned("dns.idsn.sa.length", "Length", 8);
    IDSN_SA_ADDRESS = Field::of(Kind::Text, "dns.idsn.sa.address", "Sub Address");
    RT_SUBTYPE = Field::unsigned("dns.rt.subtype", "Preference", 16);
    RT_INTERMEDIATE_HOST = Field::of(Kind::Text, "dns.rt.intermediate_host", "Intermediate Hostname");
    NSAP_RDATA = Field::of(Kind::Bytes, "dns.nsap.rdata", "NSAP Data");
    NSAP_PTR_OWNER = Field::of(Kind::Text, "dns.nsap_ptr.owner", "Owner");
    CAA_FLAGS = Field::unsigned("dns.caa.flags", "CAA Flags", 8).hex();
    CAA_FLAGS_ISSUER_CRITICAL = Field::boolean("dns.caa.flags.issuer_critical", "Issuer Critical").mask(0x80).states("Critical", "Not critical");
    CAA_ISSUE = Field::of(Kind::Text, "dns.caa.issue", "Issue");
    CAA_ISSUEWILD = Field::of(Kind::Text, "dns.caa.issuewild", "Issue Wildcard");
    CAA_IODEF = Field::of(Kind::Text, "dns.caa.iodef", "Report URL");
    CAA_UNKNOWN = Field::of(Kind::Text, "dns.caa.unknown", "Unknown tag");
    CAA_TAG_LENGTH = Field::unsigned("dns.caa.tag_length", "Tag length", 8);
    CAA_TAG = Field::of(Kind::Text, "dns.caa.tag", "Tag");
    CAA_VALUE = Field::of(Kind::Text, "dns.caa.value", "Value");
    EXTRANEOUS_DATA = Field::of(Kind::Bytes, "dns.extraneous.data", "Extraneous Data Bytes");
    EXTRANEOUS_LENGTH = Field::signed("dns.extraneous.length", "Extraneous Data Length", 32);
    WINS_LOCAL_FLAG = Field::boolean("dns.wins.local_flag", "Local Flag").mask(0x1);
    WINS_LOOKUP_TIMEOUT = Field::unsigned("dns.wins.lookup_timeout", "Lookup timeout", 32);
    WINS_CACHE_TIMEOUT = Field::unsigned("dns.wins.cache_timeout", "Cache timeout", 32);
    WINS_NB_WINS_SERVERS = Field::unsigned("dns.wins.nb_wins_servers", "Number of WINS servers", 32);
    WINS_WINS_SERVER = Field::of(Kind::Ipv4, "dns.wins.wins_server", "WINS Server Address");
    WINSR_LOCAL_FLAG = Field::boolean("dns.winsr.local_flag", "Local Flag").mask(0x1);
    WINSR_LOOKUP_TIMEOUT = Field::unsigned("dns.winsr.lookup_timeout", "Lookup timeout", 32);
    WINSR_CACHE_TIMEOUT = Field::unsigned("dns.winsr.cache_timeout", "Cache timeout", 32);
    WINSR_NAME_RESULT_DOMAIN = Field::of(Kind::Text, "dns.winsr.name_result_domain", "Name Result Domain");
    DATA = Field::of(Kind::Bytes, "dns.data", "Data");
    DSO = Field::nothing("dns.dso", "DNS Stateful Operation");
    DSO_TLV = Field::nothing("dns.dso.tlv", "DSO TLV");
    DSO_TLV_TYPE = Field::unsigned("dns.dso.tlv.type", "Type", 16).names(&names::STATEFUL_TYPES);
    DSO_TLV_LENGTH = Field::unsigned("dns.dso.tlv.length", "Length", 16);
    DSO_TLV_DATA = Field::of(Kind::Bytes, "dns.dso.tlv.data", "Data");
    DSO_TLV_KEEPALIVE_INACTIVITY = Field::unsigned("dns.dso.tlv.keepalive.inactivity", "Inactivity Timeout", 32);
    DSO_TLV_KEEPALIVE_INTERVAL = Field::unsigned("dns.dso.tlv.keepalive.interval", "Keepalive Interval", 32);
    DSO_TLV_RETRYDELAY_RETRYDELAY = Field::unsigned("dns.dso.tlv.retrydelay.retrydelay", "Retry Delay", 32);
    DSO_TLV_ENCPAD_PADDING = Field::of(Kind::Bytes, "dns.dso.tlv.encpad.padding", "Padding");
    UNDECODED_TYPE = Field::nothing("dns.undecoded.type", "Undecoded option");
    DEPR_OPC = Field::nothing("dns.depr.opc", "Deprecated opcode");
    TTL_HIGH_BIT_SET = Field::nothing("dns.ttl.high_bit_set", "The uppermost bit of the TTL is set (RFC 2181, section 8)");
    TSIG_NOALG = Field::nothing("dns.tsig.noalg", "No dissector for algorithm");
    RETRANSMIT_REQUEST = Field::nothing("dns.retransmit_request", "DNS query retransmission");
    RETRANSMIT_RESPONSE = Field::nothing("dns.retransmit_response", "DNS response retransmission");
    EXTRANEOUS = Field::nothing("dns.extraneous", "Extraneous data");
}

/// A message in a datagram.
pub(super) fn walk<S: Sink>(dns: &Dns<'_>, bytes: &[u8], subject: Option<&Subject<'_, '_>>, tree: &mut Tree<'_, '_, S>) {
    // What an ICMP error quotes is looked up nowhere: to Wireshark a response there answers nothing.
    let quoted = if dns.is_response { Pairing::Unsolicited } else { Pairing::None };
    let pairing = subject.map_or(quoted, |subject| subject.inspected.seen.pairing);
    let answered_in = subject.and_then(|subject| subject.later.answered_in);
    message(dns, bytes, None, (pairing, answered_in), tree);
}

/// The messages that a TCP segment completes.
pub(super) fn walk_carried<'p, S: Sink>(carried: &'p Carried, payload: &'p [u8], answered_in: Option<u64>, tree: &mut Tree<'_, 'p, S>) {
    for (index, (dns, framed)) in carried.framed(payload).enumerate() {
        tree.enter(framed.bytes);
        let pairing = carried.pairings.get(index).copied().unwrap_or_default();
        message(&dns, framed.bytes, framed.bytes.get(..2), (pairing, answered_in.filter(|_| !dns.is_response)), tree);
    }
}

/// `length` are the bytes before a message over TCP; `answers` are what it answers and the packet that answers it.
fn message<S: Sink>(dns: &Dns<'_>, bytes: &[u8], length: Option<&[u8]>, answers: (Pairing, Option<u64>), tree: &mut Tree<'_, '_, S>) {
    if !dns.has_kind() {
        return;
    }
    let field = match dns.service {
        Service::Dns => DNS,
        Service::Mdns => MDNS,
        Service::Llmnr => LLMNR,
    };
    let kind = if dns.is_response { "response" } else { "query" };
    tree.protocol(field, bytes, format_args!("{} ({kind})", field.field().title));
    tree.below(|tree| {
        if let Some(length) = length {
            tree.put(LENGTH, dns.payload().length, length);
        }
        // What can't be read ends the walk where it stands.
        let _ = parts(dns, answers, tree);
    });
}

fn parts<S: Sink>(dns: &Dns<'_>, answers: (Pairing, Option<u64>), tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let mut reader = Reader::new(dns.payload());
    reader.u16(ID, tree)?;
    repeats(answers.0, tree);
    flags(dns, &mut reader, tree)?;
    let is_update = dns.opcode.to_int() == 5;
    let counts = match is_update {
        true => [COUNT_ZONES, COUNT_PREREQUISITES, COUNT_UPDATES, COUNT_ADD_RR],
        false => [COUNT_QUERIES, COUNT_ANSWERS, COUNT_AUTH_RR, COUNT_ADD_RR],
    };
    for count in counts {
        reader.u16(count, tree)?;
    }
    let titles = match is_update {
        true => ["Zone", "Prerequisites", "Updates", "Additional records"],
        false => ["Queries", "Answers", "Authoritative nameservers", "Additional records"],
    };
    let counts = [dns.questions, dns.answers, dns.authorities, dns.additionals];
    for (index, (title, count)) in titles.into_iter().zip(counts).enumerate() {
        if count > 0 {
            section(dns, index == 0, title, count, &mut reader, tree)?;
        }
    }
    if dns.opcode.to_int() == 6 && counts == [0; 4] {
        stateful(&mut reader, tree)?;
    }
    let (pairing, answered_in) = answers;
    if let Some(frame) = answered_in {
        tree.made(RESPONSE_IN, frame);
    }
    pairs(pairing, tree);
    extraneous(reader, tree);
    Some(())
}

fn repeats<S: Sink>(pairing: Pairing, tree: &mut Tree<'_, '_, S>) {
    let (field, text, frame) = match pairing {
        Pairing::QueryAgain(frame) => (RETRANSMIT_REQUEST, "query retransmission. Original request", frame),
        Pairing::ResponseAgain(frame) => (RETRANSMIT_RESPONSE, "response retransmission. Original response", frame),
        _ => return,
    };
    tree.below(|tree| tree.expert_as(field, "Warning/Protocol", format_args!("DNS {text} in frame {frame}")));
}

fn pairs<S: Sink>(pairing: Pairing, tree: &mut Tree<'_, '_, S>) {
    match pairing {
        Pairing::None => {}
        Pairing::Answers(frame, after) => {
            tree.made(RESPONSE_TO, frame);
            if let Some(after) = after {
                tree.made(TIME, after);
            }
        }
        Pairing::QueryAgain(frame) => {
            tree.made(RETRANSMIT_REQUEST_IN, frame);
            tree.made(RETRANSMISSION, true);
        }
        Pairing::ResponseAgain(frame) => {
            tree.made(RETRANSMIT_RESPONSE_IN, frame);
            tree.made(RETRANSMISSION, true);
        }
        Pairing::Unsolicited => tree.made(UNSOLICITED, true),
    }
}

fn flags<S: Sink>(dns: &Dns<'_>, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let bytes = reader.take(2)?;
    let flags = u16::from_be_bytes(bytes.try_into().ok()?);
    let opcode = name_or(FLAGS_OPCODE, dns.opcode.to_int().into(), "Unknown operation");
    let code = name_or(FLAGS_RCODE, dns.rcode.to_int().into(), "Unknown error");
    match dns.is_response {
        true => tree.put_as(FLAGS, flags, bytes, format_args!("Flags: 0x{flags:04x} {opcode} response, {code}")),
        false => tree.put_as(FLAGS, flags, bytes, format_args!("Flags: 0x{flags:04x} {opcode}")),
    }
    let has = |bit: u16| flags & bit != 0;
    let is_llmnr = dns.service == Service::Llmnr;
    tree.below(|tree| {
        tree.put(FLAGS_RESPONSE, dns.is_response, bytes);
        tree.put(FLAGS_OPCODE, flags >> 11 & 0xf, bytes);
        match (is_llmnr, dns.is_response) {
            (true, true) => tree.put(FLAGS_CONFLICT, has(0x400), bytes),
            (true, false) => {
                let state = if has(0x400) {
                    "1.. .... .... = Conflict: The sender received multiple responses"
                } else {
                    "0.. .... .... = Conflict: None"
                };
                tree.put_as(FLAGS_CONFLICT, has(0x400), bytes, format_args!(".... .{state}"));
            }
            (false, true) => tree.put(FLAGS_AUTHORITATIVE, has(0x400), bytes),
            (false, false) => {}
        }
        tree.put(FLAGS_TRUNCATED, has(0x200), bytes);
        tree.put(if is_llmnr { FLAGS_TENTATIVE } else { FLAGS_RECDESIRED }, has(0x100), bytes);
        if !is_llmnr {
            if dns.is_response {
                tree.put(FLAGS_RECAVAIL, has(0x80), bytes);
            }
            tree.put(FLAGS_Z, has(0x40), bytes);
            if dns.is_response {
                tree.put(FLAGS_AUTHENTICATED, has(0x20), bytes);
            } else if has(0x20) {
                tree.put_as(FLAGS_AUTHENTICATED, true, bytes, format_args!(".... .... ..1. .... = AD bit: Set"));
            }
            tree.put(FLAGS_CHECKDISABLE, has(0x10), bytes);
        }
        if dns.is_response {
            tree.put(FLAGS_RCODE, flags & 0xf, bytes);
        }
    });
    Some(())
}

fn name_or(field: Id, value: u64, otherwise: &'static str) -> &'static str {
    field.field().name_of(value).unwrap_or(otherwise)
}

fn section<S: Sink>(
    dns: &Dns<'_>,
    is_question: bool,
    title: &str,
    count: u16,
    reader: &mut Reader<'_>,
    tree: &mut Tree<'_, '_, S>,
) -> Option<()> {
    tree.line(format_args!("{title}"), reader.ahead(is_question, count));
    let mut told = Some(());
    tree.below(|tree| {
        for _ in 0..count {
            told = match is_question {
                true => question(dns, reader, tree),
                false => dns_records::record(dns, reader, tree),
            };
            if told.is_none() {
                break;
            }
        }
    });
    told
}

fn question<S: Sink>(dns: &Dns<'_>, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let start = *reader;
    let (name, name_bytes) = reader.peek_name()?;
    let (kind, class) = (reader.u16_at(0)?, reader.u16_at(2)?);
    let (kind_bytes, class_bytes) = (reader.take(2)?, reader.take(2)?);
    let is_mdns = dns.service == Service::Mdns;
    tree.line(format_args!("{}", Line { start, is_question: true, is_mdns }), start.until(reader));
    tree.below(|tree| {
        dns_records::put_name(QRY_NAME, name, name_bytes, tree);
        if tree.wants_field(QRY_NAME_LEN) {
            let length = if name.length() == 1 { 0 } else { name.length() };
            tree.put_as(QRY_NAME_LEN, length, name_bytes, format_args!("[Name Length: {length}]"));
        }
        if tree.wants_field(COUNT_LABELS) {
            // Of a name of one character, Wireshark counts nothing.
            let count = if name.length() == 1 { 0 } else { name.label_count() };
            tree.put_as(COUNT_LABELS, count, name_bytes, format_args!("[Label Count: {count}]"));
        }
        tree.put(QRY_TYPE, kind, kind_bytes);
        dns_records::put_class(QRY_CLASS, class, is_mdns, class_bytes, tree);
        if is_mdns {
            tree.put(QRY_QU, class & 0x8000 != 0, class_bytes);
        }
    });
    Some(())
}

/// DNS stateful operations (RFC 8490 5.4).
fn stateful<S: Sink>(reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    if reader.is_at_end() {
        return Some(());
    }
    tree.put(DSO, Value::Present, reader.left());
    let mut told = Some(());
    tree.below(|tree| {
        while !reader.is_at_end() && told.is_some() {
            told = stateful_item(reader, tree);
        }
    });
    told
}

fn stateful_item<S: Sink>(reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let (kind, length) = (reader.u16_at(0)?, usize::from(reader.u16_at(2)?));
    let whole = reader.left();
    let whole = whole.get(..length + 4).unwrap_or(whole);
    let name = match kind {
        4..=63 => "Unassigned, reserved for DSO session-management TLVs",
        68..=63487 => "Unassigned",
        63488..=64511 => "Reserved for Experimental/Local Use",
        64512.. => "Reserved for future expansion",
        _ => name_or(DSO_TLV_TYPE, kind.into(), "Unknown"),
    };
    tree.put_as(DSO_TLV, Value::Present, whole, format_args!("DSO TLV: {name}"));
    let mut told = None;
    tree.below(|tree| {
        told = (|| {
            let bytes = reader.take(2)?;
            tree.put_as(DSO_TLV_TYPE, kind, bytes, format_args!("Type: {name} ({kind})"));
            reader.u16(DSO_TLV_LENGTH, tree)?;
            let end = reader.end_of(length);
            match kind {
                1 => {
                    reader.u32(DSO_TLV_KEEPALIVE_INACTIVITY, tree)?;
                    reader.u32(DSO_TLV_KEEPALIVE_INTERVAL, tree)?;
                }
                2 => {
                    reader.u32(DSO_TLV_RETRYDELAY_RETRYDELAY, tree)?;
                }
                3 => reader.rest(DSO_TLV_ENCPAD_PADDING, end, tree)?,
                _ => reader.rest(DSO_TLV_DATA, end, tree)?,
            }
            reader.go_to(end)
        })();
    });
    told
}

/// What is left behind the last record.
fn extraneous<S: Sink>(reader: Reader<'_>, tree: &mut Tree<'_, '_, S>) {
    let left = reader.left();
    if left.is_empty() {
        return;
    }
    let plural = if left.len() == 1 { "" } else { "s" };
    tree.line(format_args!("Extraneous Data ({} byte{plural})", left.len()), left);
    tree.below(|tree| {
        tree.put(EXTRANEOUS_DATA, left, left);
        tree.made(EXTRANEOUS_LENGTH, left.len());
        tree.line(format_args!("Extraneous data"), left);
        tree.below(|tree| tree.expert(EXTRANEOUS, "Note/Undecoded"));
    });
}
