//! `dhcp.*`: Dynamic Host Configuration Protocol and the BOOTP that it grew out of.
//!
//! Most options hold one value or a list of values of one type: a table says which. Options that hold something else, and that
//! nothing here takes apart, have their bytes as `dhcp.option.value`.

use std::net::Ipv4Addr;

use super::dhcp_names as names;
use super::dns_records::{Lasting, Reader, padded, put_name, put_text};
use super::field::{Field, Kind};
use super::tree::{Sink, Tree};
use super::{Id, Protocol, Value, fields};
use crate::decode::Payload;
use crate::decode::dhcp::Dhcp;

fields! {
    Protocol::Dhcp;
    DHCP = Field::protocol("dhcp", "Dynamic Host Configuration Protocol");
    BOOTP = Field::boolean("dhcp.bootp", "Frame is BOOTP");
    TYPE = Field::unsigned("dhcp.type", "Message type", 8).names(&names::OPERATIONS);
    HW_TYPE = Field::unsigned("dhcp.hw.type", "Hardware type", 8).hex().names(&names::HARDWARE);
    HW_LEN = Field::unsigned("dhcp.hw.len", "Hardware address length", 8);
    HOPS = Field::unsigned("dhcp.hops", "Hops", 8);
    ID = Field::unsigned("dhcp.id", "Transaction ID", 32).hex();
    SECS = Field::unsigned("dhcp.secs", "Seconds elapsed", 16);
    FLAGS = Field::unsigned("dhcp.flags", "Bootp flags", 16).hex();
    FLAGS_BC = Field::boolean("dhcp.flags.bc", "Broadcast flag").mask(0x8000).states("Broadcast", "Unicast");
    FLAGS_RESERVED = Field::unsigned("dhcp.flags.reserved", "Reserved flags", 16).hex().mask(0x7fff);
    IP_CLIENT = Field::of(Kind::Ipv4, "dhcp.ip.client", "Client IP address");
    IP_YOUR = Field::of(Kind::Ipv4, "dhcp.ip.your", "Your (client) IP address");
    IP_SERVER = Field::of(Kind::Ipv4, "dhcp.ip.server", "Next server IP address");
    IP_RELAY = Field::of(Kind::Ipv4, "dhcp.ip.relay", "Relay agent IP address");
    HW_ADDR = Field::of(Kind::Bytes, "dhcp.hw.addr", "Client hardware address");
    HW_ADDR_PADDING = Field::of(Kind::Bytes, "dhcp.hw.addr_padding", "Client hardware address padding");
    HW_MAC_ADDR = Field::of(Kind::Ethernet, "dhcp.hw.mac_addr", "Client MAC address");
    SERVER = Field::of(Kind::Text, "dhcp.server", "Server host name");
    FILE = Field::of(Kind::Text, "dhcp.file", "Boot file name");
    MAGIC = Field::of(Kind::Ipv4, "dhcp.cookie", "Magic cookie");
    VENDOR_SPECIFIC_OPTIONS = Field::of(Kind::Bytes, "dhcp.vendor_specific_options", "Bootp vendor specific options");
    FQDN_S = Field::boolean("dhcp.fqdn.s", "Server").mask(0x1).states("Server", "Client");
    FQDN_O = Field::boolean("dhcp.fqdn.o", "Server overrides").mask(0x2).states("Override", "No override");
    FQDN_E = Field::boolean("dhcp.fqdn.e", "Encoding").mask(0x4).states("Binary encoding", "ASCII encoding");
    FQDN_N = Field::boolean("dhcp.fqdn.n", "Server DDNS").mask(0x8).states("No server updates", "Some server updates");
    FQDN_FLAGS = Field::unsigned("dhcp.fqdn.flags", "Flags", 8).hex();
    FQDN_MBZ = Field::unsigned("dhcp.fqdn.mbz", "Reserved flags", 8).hex().mask(0xf0);
    FQDN_RCODE1 = Field::unsigned("dhcp.fqdn.rcode1", "A-RR result", 8);
    FQDN_RCODE2 = Field::unsigned("dhcp.fqdn.rcode2", "PTR-RR result", 8);
    FQDN_NAME = Field::of(Kind::Text, "dhcp.fqdn.name", "Client name");
    CLIENT_ID_IAID = Field::of(Kind::Text, "dhcp.client_id.iaid", "IAID");
    CLIENT_ID_DUID_TYPE = Field::unsigned("dhcp.client_id.duid_type", "DUID Type", 16).names(&names::IDENTIFIERS);
    CLIENT_ID_DUID_LLT_HW_TYPE = Field::unsigned("dhcp.client_id.duid_llt_hw_type", "Hardware type", 16).names(&names::HARDWARE);
    CLIENT_ID_DUID_LL_HW_TYPE = Field::unsigned("dhcp.client_id.duid_ll_hw_type", "Hardware type", 16).names(&names::HARDWARE);
    CLIENT_ID_TIME = Field::unsigned("dhcp.client_id.time", "Time", 32);
    CLIENT_ID_LINK_LAYER_ADDRESS = Field::of(Kind::Text, "dhcp.client_id.link_layer_address", "Link layer address");
    CLIENT_ID_TYPE = Field::unsigned("dhcp.client_id.type", "Type", 8);
    CLIENT_ID_UNDEF = Field::of(Kind::Text, "dhcp.client_id.undef", "Client Identifier");
    OPTION_TYPE = Field::unsigned("dhcp.option.type", "Option", 8);
    OPTION_LENGTH = Field::unsigned("dhcp.option.length", "Length", 8);
    OPTION_VALUE = Field::of(Kind::Bytes, "dhcp.option.value", "Value");
    OPTION_PADDING = Field::of(Kind::Bytes, "dhcp.option.padding", "Padding");
    OPTION_SUBNET_MASK = Field::of(Kind::Ipv4, "dhcp.option.subnet_mask", "Subnet Mask");
    OPTION_TIME_OFFSET = Field::signed("dhcp.option.time_offset", "Time Offset", 32);
    OPTION_ROUTER = Field::of(Kind::Ipv4, "dhcp.option.router", "Router");
    OPTION_TIME_SERVER = Field::of(Kind::Ipv4, "dhcp.option.time_server", "Time Server");
    OPTION_NAME_SERVER = Field::of(Kind::Ipv4, "dhcp.option.name_server", "Name Server");
    OPTION_DOMAIN_NAME_SERVER = Field::of(Kind::Ipv4, "dhcp.option.domain_name_server", "Domain Name Server");
    OPTION_LOG_SERVER = Field::of(Kind::Ipv4, "dhcp.option.log_server", "Log Server");
    OPTION_QUOTES_SERVER = Field::of(Kind::Ipv4, "dhcp.option.quotes_server", "Quotes Server");
    OPTION_LPR_SERVER = Field::of(Kind::Ipv4, "dhcp.option.lpr_server", "LPR Server");
    OPTION_IMPRESS_SERVER = Field::of(Kind::Ipv4, "dhcp.option.impress_server", "Impress Server");
    OPTION_RESOURCE_LOCATION_SERVER = Field::of(Kind::Ipv4, "dhcp.option.resource_location_server", "Resource Location Server");
    OPTION_HOSTNAME = Field::of(Kind::Text, "dhcp.option.hostname", "Host Name");
    OPTION_BOOT_FILE_SIZE = Field::unsigned("dhcp.option.boot_file_size", "Boot File Size", 16);
    OPTION_MERIT_DUMP_FILE = Field::of(Kind::Text, "dhcp.option.merit_dump_file", "Merit Dump File");
    OPTION_DOMAIN_NAME = Field::of(Kind::Text, "dhcp.option.domain_name", "Domain Name");
    OPTION_SWAP_SERVER = Field::of(Kind::Ipv4, "dhcp.option.swap_server", "Swap Server");
    OPTION_ROOT_PATH = Field::of(Kind::Text, "dhcp.option.root_path", "Root Path");
    OPTION_EXTENSION_PATH = Field::of(Kind::Text, "dhcp.option.extension_path", "Extensions Path");
    OPTION_IP_FORWARDING = Field::boolean("dhcp.option.ip_forwarding", "IP Forwarding").states("Enabled", "Disabled");
    OPTION_POLICY_FILTER_IP = Field::of(Kind::Ipv4, "dhcp.option.policy_filter.ip", "IP Address");
    OPTION_POLICY_FILTER_SUBNET_MASK = Field::of(Kind::Ipv4, "dhcp.option.policy_filter.subnet_mask", "Subnet Mask");
    OPTION_NON_LOCAL_SOURCE_ROUTING = Field::boolean("dhcp.option.non_local_source_routing", "Non-Local Source Routing").states("Enabled", "Disabled");
    OPTION_MAX_DATAGRAM_REASSEMBLY_SIZE = Field::unsigned("dhcp.option.max_datagram_reassembly_size", "Maximum Datagram Reassembly Size", 16);
    OPTION_DEFAULT_IP_TTL = Field::unsigned("dhcp.option.default_ip_ttl", "Default IP Time-to-Live", 8);
    OPTION_PATH_MTU_AGING_TIMEOUT = Field::unsigned("dhcp.option.path_mtu_aging_timeout", "Path MTU Aging Timeout", 32);
    OPTION_PATH_MTU_PLATEAU_TABLE_ITEM = Field::unsigned("dhcp.option.path_mtu_plateau_table_item", "Path MTU Plateau Table Item", 16);
    OPTION_INTERFACE_MTU = Field::unsigned("dhcp.option.interface_mtu", "Interface MTU", 16);
    OPTION_ALL_SUBNETS_ARE_LOCAL = Field::boolean("dhcp.option.all_subnets_are_local", "All Subnets are Local").states("Yes", "No");
    OPTION_BROADCAST_ADDRESS = Field::of(Kind::Ipv4, "dhcp.option.broadcast_address", "Broadcast Address");
    OPTION_PERFORM_MASK_DISCOVERY = Field::boolean("dhcp.option.perform_mask_discovery", "Perform Mask Discovery").states("Enabled", "Disabled");
    OPTION_MASK_SUPPLIER = Field::boolean("dhcp.option.mask_supplier", "Mask Supplier").states("Yes", "No");
    OPTION_PERFORM_ROUTER_DISCOVER = Field::boolean("dhcp.option.perform_router_discover", "Perform Router Discover").states("Enabled", "Disabled");
    OPTION_ROUTER_SOLICITATION_ADDRESS = Field::of(Kind::Ipv4, "dhcp.option.router_solicitation_address", "Router Solicitation Address");
    OPTION_STATIC_ROUTE_IP = Field::of(Kind::Ipv4, "dhcp.option.static_route.ip", "Destination IP Address");
    OPTION_STATIC_ROUTE_ROUTER = Field::of(Kind::Ipv4, "dhcp.option.static_route.router", "Destination Router");
    OPTION_TRAILER_ENCAPSULATION = Field::boolean("dhcp.option.trailer_encapsulation", "Trailer Encapsulation").states("Enabled", "Disabled");
    OPTION_ARP_CACHE_TIMEOUT = Field::unsigned("dhcp.option.arp_cache_timeout", "ARP Cache Timeout", 32);
    OPTION_ETHERNET_ENCAPSULATION = Field::boolean("dhcp.option.ethernet_encapsulation", "Ethernet Encapsulation").states("Enabled", "Disabled");
    OPTION_TCP_DEFAULT_TTL = Field::unsigned("dhcp.option.tcp_default_ttl", "TCP Default TTL", 8);
    OPTION_TCP_KEEPALIVE_INTERVAL = Field::unsigned("dhcp.option.tcp_keepalive_interval", "TCP Keepalive Interval", 32);
    OPTION_TCP_KEEPALIVE_GARBAGE = Field::boolean("dhcp.option.tcp_keepalive_garbage", "TCP Keepalive Garbage").states("Enabled", "Disabled");
    OPTION_NIS_DOMAIN = Field::of(Kind::Text, "dhcp.option.nis_domain", "Network Information Service Domain");
    OPTION_NIS_SERVER = Field::of(Kind::Ipv4, "dhcp.option.nis_server", "Network Information Service Server");
    OPTION_NTP_SERVER = Field::of(Kind::Ipv4, "dhcp.option.ntp_server", "Network Time Protocol Server");
    OPTION_VENDOR_VALUE = Field::of(Kind::Bytes, "dhcp.option.vendor.value", "Value");
    OPTION_NETBIOS_OVER_TCPIP_NAME_SERVER = Field::of(Kind::Ipv4, "dhcp.option.netbios_over_tcpip_name_server", "NetBIOS over TCP/IP Name Server");
    OPTION_NETBIOS_OVER_TCPIP_DD_NAME_SERVER = Field::of(Kind::Ipv4, "dhcp.option.netbios_over_tcpip_dd_name_server", "NetBIOS over TCP/IP Datagram Distribution Name Server");
    OPTION_NETBIOS_OVER_TCPIP_NODE_TYPE = Field::unsigned("dhcp.option.netbios_over_tcpip_node_type", "NetBIOS over TCP/IP Node Type", 8).names(&names::NODES);
    OPTION_NETBIOS_OVER_TCPIP_SCOPE = Field::of(Kind::Text, "dhcp.option.netbios_over_tcpip_scope", "NetBIOS over TCP/IP Scope");
    OPTION_XWINDOWS_SYSTEM_FONT_SERVER = Field::of(Kind::Ipv4, "dhcp.option.xwindows_system_font_server", "X Window System Font Server");
    OPTION_XWINDOWS_SYSTEM_DISPLAY_MANAGER = Field::of(Kind::Ipv4, "dhcp.option.xwindows_system_display_manager", "X Window System Display Manager");
    OPTION_REQUESTED_IP_ADDRESS = Field::of(Kind::Ipv4, "dhcp.option.requested_ip_address", "Requested IP Address");
    OPTION_IP_ADDRESS_LEASE_TIME = Field::unsigned("dhcp.option.ip_address_lease_time", "IP Address Lease Time", 32);
    OPTION_OPTION_OVERLOAD = Field::unsigned("dhcp.option.option_overload", "Option Overload", 8).names(&names::OVERLOADS);
    OPTION_DHCP = Field::unsigned("dhcp.option.dhcp", "DHCP", 8).names(&names::MESSAGES);
    OPTION_DHCP_SERVER_ID = Field::of(Kind::Ipv4, "dhcp.option.dhcp_server_id", "DHCP Server Identifier");
    OPTION_REQUEST_LIST_ITEM = Field::unsigned("dhcp.option.request_list_item", "Parameter Request List Item", 8);
    OPTION_MESSAGE = Field::of(Kind::Text, "dhcp.option.message", "Message");
    OPTION_DHCP_MAX_MESSAGE_SIZE = Field::unsigned("dhcp.option.dhcp_max_message_size", "Maximum DHCP Message Size", 16);
    OPTION_RENEWAL_TIME_VALUE = Field::unsigned("dhcp.option.renewal_time_value", "Renewal Time Value", 32);
    OPTION_REBINDING_TIME_VALUE = Field::unsigned("dhcp.option.rebinding_time_value", "Rebinding Time Value", 32);
    OPTION_VENDOR_CLASS_ID = Field::of(Kind::Text, "dhcp.option.vendor_class_id", "Vendor class identifier");
    OPTION_NIS_PLUS_DOMAIN = Field::of(Kind::Text, "dhcp.option.nis_plus_domain", "Network Information Service+ Domain");
    OPTION_NIS_PLUS_SERVER = Field::of(Kind::Ipv4, "dhcp.option.nis_plus_server", "Network Information Service+ Server");
    OPTION_TFTP_SERVER_NAME = Field::of(Kind::Text, "dhcp.option.tftp_server_name", "TFTP Server Name");
    OPTION_BOOTFILE_NAME = Field::of(Kind::Text, "dhcp.option.bootfile_name", "Bootfile name");
    OPTION_MOBILE_IP_HOME_AGENT = Field::of(Kind::Ipv4, "dhcp.option.mobile_ip_home_agent", "Mobile IP Home Agent");
    OPTION_SMTP_SERVER = Field::of(Kind::Ipv4, "dhcp.option.smtp_server", "SMTP Server");
    OPTION_POP3_SERVER = Field::of(Kind::Ipv4, "dhcp.option.pop3_server", "POP3 Server");
    OPTION_NNTP_SERVER = Field::of(Kind::Ipv4, "dhcp.option.nntp_server", "NNTP Server");
    OPTION_DEFAULT_WWW_SERVER = Field::of(Kind::Ipv4, "dhcp.option.default_www_server", "Default WWW Server");
    OPTION_DEFAULT_FINGER_SERVER = Field::of(Kind::Ipv4, "dhcp.option.default_finger_server", "Default Finger Server");
    OPTION_DEFAULT_IRC_SERVER = Field::of(Kind::Ipv4, "dhcp.option.default_irc_server", "Default IRC Server");
    OPTION_STREETTALK_SERVER = Field::of(Kind::Ipv4, "dhcp.option.streettalk_server", "StreetTalk Server");
    OPTION_STREETTALK_DA_SERVER = Field::of(Kind::Ipv4, "dhcp.option.streettalk_da_server", "StreetTalk Directory Assistance Server");
    OPTION_NOVELL_DSS_IP = Field::of(Kind::Ipv4, "dhcp.option.novell_dss.ip", "IP Address");
    OPTION_NOVELL_DS_TREE_NAME = Field::of(Kind::Text, "dhcp.option.novell_ds_tree_name", "Novell Directory Services Tree Name");
    OPTION_NOVELL_DS_CONTEXT = Field::of(Kind::Text, "dhcp.option.novell_ds_context", "Novell Directory Services Context");
    OPTION_CLIENT_LAST_TRANSACTION_TIME = Field::unsigned("dhcp.option.client_last_transaction_time", "Client last transaction time", 32);
    OPTION_ASSOCIATED_IP_OPTION = Field::of(Kind::Ipv4, "dhcp.option.associated_ip_option", "Associated IP option");
    OPTION_CLIENT_SYSTEM_ARCHITECTURE = Field::unsigned("dhcp.option.client_system_architecture", "Client System Architecture", 16).names(&names::ARCHITECTURES);
    OPTION_TZ_PCODE = Field::of(Kind::Text, "dhcp.option.tz_pcode", "TZ PCode");
    OPTION_TZ_TCODE = Field::of(Kind::Text, "dhcp.option.tz_tcode", "TZ TCode");
    OPTION_NETINFO_PARENT_SERVER_ADDRESS = Field::of(Kind::Ipv4, "dhcp.option.netinfo_parent_server_address", "NetInfo Parent Server Address");
    OPTION_NETINFO_PARENT_SERVER_TAG = Field::of(Kind::Text, "dhcp.option.netinfo_parent_server_tag", "NetInfo Parent Server Tag");
    OPTION_DHCP_AUTO_CONFIGURATION = Field::unsigned("dhcp.option.dhcp_auto_configuration", "DHCP Auto-Configuration", 8).names(&names::AUTO);
    OPTION_DHCP_DNS_DOMAIN_SEARCH_LIST_FQDN = Field::of(Kind::Text, "dhcp.option.dhcp_dns_domain_search_list_fqdn", "FQDN");
    OPTION_CLASSLESS_STATIC_ROUTE = Field::of(Kind::Bytes, "dhcp.option.classless_static_route", "Subnet/MaskWidth-Router");
    OPTION_SUBNET_SELECTION_OPTION = Field::of(Kind::Ipv4, "dhcp.option.subnet_selection_option", "Subnet Selection Option");
    OPTION_PANA_AGENT = Field::of(Kind::Ipv4, "dhcp.option.pana_agent", "PAA IPv4 Address");
    OPTION_LOST_SERVER_DOMAIN_NAME = Field::of(Kind::Text, "dhcp.option.lost_server_domain_name", "LoST Server Domain Name");
    OPTION_CAPWAP_ACCESS_CONTROLLER = Field::of(Kind::Ipv4, "dhcp.option.capwap_access_controller", "CAPWAP Access Controllers");
    OPTION_ANDSF_SERVER = Field::of(Kind::Ipv4, "dhcp.option.andsf_server", "ANDSF Server");
    OPTION_TFTP_SERVER_ADDRESS = Field::of(Kind::Ipv4, "dhcp.option.tftp_server_address", "TFTP Server Address");
    OPTION_MUDURL = Field::of(Kind::Text, "dhcp.option.mudurl", "MUDURL");
    OPTION_PXE_CONFIG_FILE = Field::of(Kind::Text, "dhcp.option.pxe_config_file", "PXELINUX configuration file");
    OPTION_PXE_PATH_PREFIX = Field::of(Kind::Text, "dhcp.option.pxe_path_prefix", "PXELINUX path prefix");
    OPTION_CAPTIVE_PORTAL = Field::of(Kind::Text, "dhcp.option.captive_portal", "Captive Portal");
    OPTION_PRIVATE_PROXY_AUTODISCOVERY = Field::of(Kind::Text, "dhcp.option.private_proxy_autodiscovery", "Private/Proxy autodiscovery");
    OPTION_END = Field::unsigned("dhcp.option.end", "Option End", 8);
    SECS_LE = Field::nothing("dhcp.secs_le", "Seconds elapsed appears to be encoded as little-endian");
    END_OPTION_MISSING = Field::nothing("dhcp.end_option_missing", "End option missing");
}

/// What an option holds.
#[derive(Clone, Copy, Debug)]
enum Shape {
    Address,
    Addresses,
    Text,
    Number,
    Numbers,
    Seconds,
    Offset,
    Flag,
}

/// The options that hold values of one type.
const SHAPES: [(u8, Id, Shape); 90] = [
    (1, OPTION_SUBNET_MASK, Shape::Address),
    (2, OPTION_TIME_OFFSET, Shape::Offset),
    (3, OPTION_ROUTER, Shape::Addresses),
    (4, OPTION_TIME_SERVER, Shape::Addresses),
    (5, OPTION_NAME_SERVER, Shape::Addresses),
    (6, OPTION_DOMAIN_NAME_SERVER, Shape::Addresses),
    (7, OPTION_LOG_SERVER, Shape::Addresses),
    (8, OPTION_QUOTES_SERVER, Shape::Addresses),
    (9, OPTION_LPR_SERVER, Shape::Addresses),
    (10, OPTION_IMPRESS_SERVER, Shape::Addresses),
    (11, OPTION_RESOURCE_LOCATION_SERVER, Shape::Addresses),
    (12, OPTION_HOSTNAME, Shape::Text),
    (13, OPTION_BOOT_FILE_SIZE, Shape::Number),
    (14, OPTION_MERIT_DUMP_FILE, Shape::Text),
    (15, OPTION_DOMAIN_NAME, Shape::Text),
    (16, OPTION_SWAP_SERVER, Shape::Address),
    (17, OPTION_ROOT_PATH, Shape::Text),
    (18, OPTION_EXTENSION_PATH, Shape::Text),
    (19, OPTION_IP_FORWARDING, Shape::Flag),
    (20, OPTION_NON_LOCAL_SOURCE_ROUTING, Shape::Flag),
    (22, OPTION_MAX_DATAGRAM_REASSEMBLY_SIZE, Shape::Number),
    (23, OPTION_DEFAULT_IP_TTL, Shape::Number),
    (24, OPTION_PATH_MTU_AGING_TIMEOUT, Shape::Seconds),
    (25, OPTION_PATH_MTU_PLATEAU_TABLE_ITEM, Shape::Numbers),
    (26, OPTION_INTERFACE_MTU, Shape::Number),
    (27, OPTION_ALL_SUBNETS_ARE_LOCAL, Shape::Flag),
    (28, OPTION_BROADCAST_ADDRESS, Shape::Address),
    (29, OPTION_PERFORM_MASK_DISCOVERY, Shape::Flag),
    (30, OPTION_MASK_SUPPLIER, Shape::Flag),
    (31, OPTION_PERFORM_ROUTER_DISCOVER, Shape::Flag),
    (32, OPTION_ROUTER_SOLICITATION_ADDRESS, Shape::Address),
    (34, OPTION_TRAILER_ENCAPSULATION, Shape::Flag),
    (35, OPTION_ARP_CACHE_TIMEOUT, Shape::Seconds),
    (36, OPTION_ETHERNET_ENCAPSULATION, Shape::Flag),
    (37, OPTION_TCP_DEFAULT_TTL, Shape::Number),
    (38, OPTION_TCP_KEEPALIVE_INTERVAL, Shape::Seconds),
    (39, OPTION_TCP_KEEPALIVE_GARBAGE, Shape::Flag),
    (40, OPTION_NIS_DOMAIN, Shape::Text),
    (41, OPTION_NIS_SERVER, Shape::Addresses),
    (42, OPTION_NTP_SERVER, Shape::Addresses),
    (44, OPTION_NETBIOS_OVER_TCPIP_NAME_SERVER, Shape::Addresses),
    (45, OPTION_NETBIOS_OVER_TCPIP_DD_NAME_SERVER, Shape::Addresses),
    (46, OPTION_NETBIOS_OVER_TCPIP_NODE_TYPE, Shape::Number),
    (47, OPTION_NETBIOS_OVER_TCPIP_SCOPE, Shape::Text),
    (48, OPTION_XWINDOWS_SYSTEM_FONT_SERVER, Shape::Addresses),
    (49, OPTION_XWINDOWS_SYSTEM_DISPLAY_MANAGER, Shape::Addresses),
    (50, OPTION_REQUESTED_IP_ADDRESS, Shape::Address),
    (51, OPTION_IP_ADDRESS_LEASE_TIME, Shape::Seconds),
    (54, OPTION_DHCP_SERVER_ID, Shape::Address),
    (56, OPTION_MESSAGE, Shape::Text),
    (57, OPTION_DHCP_MAX_MESSAGE_SIZE, Shape::Number),
    (58, OPTION_RENEWAL_TIME_VALUE, Shape::Seconds),
    (59, OPTION_REBINDING_TIME_VALUE, Shape::Seconds),
    (60, OPTION_VENDOR_CLASS_ID, Shape::Text),
    (64, OPTION_NIS_PLUS_DOMAIN, Shape::Text),
    (65, OPTION_NIS_PLUS_SERVER, Shape::Addresses),
    (66, OPTION_TFTP_SERVER_NAME, Shape::Text),
    (67, OPTION_BOOTFILE_NAME, Shape::Text),
    (68, OPTION_MOBILE_IP_HOME_AGENT, Shape::Addresses),
    (69, OPTION_SMTP_SERVER, Shape::Addresses),
    (70, OPTION_POP3_SERVER, Shape::Addresses),
    (71, OPTION_NNTP_SERVER, Shape::Addresses),
    (72, OPTION_DEFAULT_WWW_SERVER, Shape::Addresses),
    (73, OPTION_DEFAULT_FINGER_SERVER, Shape::Addresses),
    (74, OPTION_DEFAULT_IRC_SERVER, Shape::Addresses),
    (75, OPTION_STREETTALK_SERVER, Shape::Addresses),
    (76, OPTION_STREETTALK_DA_SERVER, Shape::Addresses),
    (85, OPTION_NOVELL_DSS_IP, Shape::Addresses),
    (86, OPTION_NOVELL_DS_TREE_NAME, Shape::Text),
    (87, OPTION_NOVELL_DS_CONTEXT, Shape::Text),
    (91, OPTION_CLIENT_LAST_TRANSACTION_TIME, Shape::Seconds),
    (92, OPTION_ASSOCIATED_IP_OPTION, Shape::Addresses),
    (93, OPTION_CLIENT_SYSTEM_ARCHITECTURE, Shape::Numbers),
    (100, OPTION_TZ_PCODE, Shape::Text),
    (101, OPTION_TZ_TCODE, Shape::Text),
    (112, OPTION_NETINFO_PARENT_SERVER_ADDRESS, Shape::Addresses),
    (113, OPTION_NETINFO_PARENT_SERVER_TAG, Shape::Text),
    (114, OPTION_CAPTIVE_PORTAL, Shape::Text),
    (116, OPTION_DHCP_AUTO_CONFIGURATION, Shape::Number),
    (118, OPTION_SUBNET_SELECTION_OPTION, Shape::Addresses),
    (136, OPTION_PANA_AGENT, Shape::Addresses),
    (137, OPTION_LOST_SERVER_DOMAIN_NAME, Shape::Text),
    (138, OPTION_CAPWAP_ACCESS_CONTROLLER, Shape::Addresses),
    (142, OPTION_ANDSF_SERVER, Shape::Addresses),
    (150, OPTION_TFTP_SERVER_ADDRESS, Shape::Addresses),
    (160, OPTION_CAPTIVE_PORTAL, Shape::Text),
    (161, OPTION_MUDURL, Shape::Text),
    (209, OPTION_PXE_CONFIG_FILE, Shape::Text),
    (210, OPTION_PXE_PATH_PREFIX, Shape::Text),
    (252, OPTION_PRIVATE_PROXY_AUTODISCOVERY, Shape::Text),
];

const COOKIE: [u8; 4] = [0x63, 0x82, 0x53, 0x63];
const PADDING: u8 = 0;
const END: u8 = 255;

/// `bytes`: the message and what was captured behind it.
pub(super) fn walk<S: Sink>(dhcp: &Dhcp<'_>, bytes: &[u8], tree: &mut Tree<'_, '_, S>) {
    let kind = dhcp.message_type.and_then(|kind| OPTION_DHCP.field().name_of(kind.into()));
    match kind {
        Some(kind) => tree.protocol(DHCP, bytes, format_args!("Dynamic Host Configuration Protocol ({kind})")),
        None => tree.put(DHCP, Value::Present, bytes),
    }
    tree.below(|tree| {
        // What can't be read ends the walk where it stands.
        let _ = parts(bytes, tree);
    });
}

fn parts<S: Sink>(bytes: &[u8], tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let reader = &mut Reader::new(Payload::new(bytes, bytes.len()));
    reader.u8(TYPE, tree)?;
    let hardware = reader.u8(HW_TYPE, tree)?;
    let length = reader.u8(HW_LEN, tree)?;
    reader.u8(HOPS, tree)?;
    reader.u32(ID, tree)?;
    let seconds = reader.take(2)?;
    match *seconds {
        // Some clients send them with the low byte first.
        [low, 0] if low > 0 => {
            tree.put(SECS, low, seconds);
            tree.below(|tree| tree.expert(SECS_LE, "Note/Protocol"));
        }
        _ => tree.put(SECS, u16::from_be_bytes(padded(seconds)), seconds),
    }
    flags(reader, tree)?;
    for address in [IP_CLIENT, IP_YOUR, IP_SERVER, IP_RELAY] {
        reader.ipv4(address, tree)?;
    }
    client(hardware, length.into(), reader, tree)?;
    name(SERVER, 64, "Server host name", reader, tree)?;
    name(FILE, 128, "Boot file name", reader, tree)?;
    let cookie = reader.left().get(..4)?;
    if cookie != COOKIE {
        tree.hide(BOOTP, true, &[]);
        return reader.bytes(VENDOR_SPECIFIC_OPTIONS, 64, tree);
    }
    let cookie_bytes = reader.take(4)?;
    tree.put_as(MAGIC, Ipv4Addr::from(COOKIE), cookie_bytes, format_args!("Magic cookie: DHCP"));
    options(reader, tree)
}

fn flags<S: Sink>(reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let bytes = reader.take(2)?;
    let flags = u16::from_be_bytes(bytes.try_into().ok()?);
    let is_broadcast = flags & 0x8000 != 0;
    let name = if is_broadcast { ", Broadcast flag" } else { "" };
    let way = if is_broadcast { "Broadcast" } else { "Unicast" };
    tree.put_as(FLAGS, flags, bytes, format_args!("Bootp flags: 0x{flags:04x}{name} ({way})"));
    tree.below(|tree| {
        tree.put(FLAGS_BC, is_broadcast, bytes);
        tree.put(FLAGS_RESERVED, flags & 0x7fff, bytes);
    });
    Some(())
}

/// The client's hardware address has 16 bytes, of which `length` are used.
fn client<S: Sink>(hardware: u8, length: usize, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    const ROOM: usize = 16;
    let address = reader.take(ROOM)?;
    let (used, padding) = address.split_at_checked(length).unwrap_or((address, &[]));
    hardware_address(hardware, used, tree);
    if !padding.is_empty() {
        tree.put(HW_ADDR_PADDING, padding, padding);
    }
    Some(())
}

fn hardware_address<S: Sink>(hardware: u8, address: &[u8], tree: &mut Tree<'_, '_, S>) {
    match (hardware, <[u8; 6]>::try_from(address)) {
        (1 | 6, Ok(mac)) => tree.put(HW_MAC_ADDR, mac, address),
        _ if address.is_empty() => tree.line(format_args!("Client address not given"), address),
        _ => tree.put(HW_ADDR, address, address),
    }
}

fn name<S: Sink>(field: Id, room: usize, title: &str, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let bytes = reader.take(room)?;
    if bytes.first() == Some(&0) {
        tree.put_as(field, "", bytes, format_args!("{title} not given"));
    } else {
        put_text(field, bytes, tree);
    }
    Some(())
}

fn options<S: Sink>(reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    while let Some(&code) = reader.left().first() {
        let start = *reader;
        let name = names::OPTIONS.get(usize::from(code)).copied().unwrap_or_default();
        if code == PADDING {
            let count = reader.left().iter().take_while(|byte| **byte == PADDING).count();
            let zeros = reader.take(count)?;
            tree.put_as(OPTION_TYPE, code, zeros.get(..1)?, format_args!("Option: (0) {name}"));
            tree.below(|tree| tree.put(OPTION_PADDING, zeros, zeros));
            continue;
        }
        if code == END {
            let byte = reader.take(1)?;
            // Wireshark gives it no value of its own.
            tree.put_as(OPTION_TYPE, 0_u8, byte, format_args!("Option: (255) End"));
            tree.below(|tree| tree.put(OPTION_END, code, byte));
            let left = reader.left();
            if !left.is_empty() {
                tree.put(OPTION_PADDING, left, left);
            }
            return Some(());
        }
        reader.take(1)?;
        let length = reader.take(1)?;
        let data = reader.take(length.first().copied()?.into())?;
        let whole = start.until(reader);
        title(code, name, data, whole, tree);
        tree.below(|tree| {
            tree.put(OPTION_LENGTH, data.len(), length);
            tree.hide(OPTION_VALUE, data, data);
            // An option that ends too early has its bytes as its value.
            let _ = option(code, data, tree);
        });
    }
    tree.expert(END_OPTION_MISSING, "Error/Protocol");
    Some(())
}

/// The line of an option: with its value where that is one address.
fn title<S: Sink>(code: u8, name: &str, data: &[u8], whole: &[u8], tree: &mut Tree<'_, '_, S>) {
    let message = data.first().and_then(|kind| OPTION_DHCP.field().name_of((*kind).into()));
    match (code, shape(code), <[u8; 4]>::try_from(data)) {
        (53, ..) => tree.put_as(OPTION_TYPE, code, whole, format_args!("Option: (53) {name} ({})", message.unwrap_or("Unknown"))),
        (_, Some((_, Shape::Address)), Ok(address)) => {
            tree.put_as(OPTION_TYPE, code, whole, format_args!("Option: ({code}) {name} ({})", Ipv4Addr::from(address)));
        }
        _ => tree.put_as(OPTION_TYPE, code, whole, format_args!("Option: ({code}) {name}")),
    }
}

fn shape(code: u8) -> Option<(Id, Shape)> {
    SHAPES.iter().find(|(number, ..)| *number == code).map(|(_, field, shape)| (*field, *shape))
}

fn option<S: Sink>(code: u8, data: &[u8], tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let reader = &mut Reader::new(Payload::new(data, data.len()));
    match code {
        21 => pairs(OPTION_POLICY_FILTER_IP, OPTION_POLICY_FILTER_SUBNET_MASK, reader, tree)?,
        33 => pairs(OPTION_STATIC_ROUTE_IP, OPTION_STATIC_ROUTE_ROUTER, reader, tree)?,
        43 => tree.put(OPTION_VENDOR_VALUE, data, data),
        52 => drop(reader.u8(OPTION_OPTION_OVERLOAD, tree)?),
        53 => drop(reader.u8(OPTION_DHCP, tree)?),
        55 => {
            for byte in data.chunks(1) {
                let code = byte.first().copied()?;
                let name = names::OPTIONS.get(usize::from(code)).copied().unwrap_or_default();
                tree.put_as(OPTION_REQUEST_LIST_ITEM, code, byte, format_args!("Parameter Request List Item: ({code}) {name}"));
            }
        }
        61 => identifier(data, reader, tree)?,
        81 => full_name(reader, tree)?,
        119 => {
            while !reader.is_at_end() {
                let (name, bytes) = reader.peek_name()?;
                put_name(OPTION_DHCP_DNS_DOMAIN_SEARCH_LIST_FQDN, name, bytes, tree);
            }
        }
        121 | 249 => routes(reader, tree)?,
        _ => {
            if let Some((field, shape)) = shape(code) {
                values(field, shape, data, reader, tree)?;
            }
        }
    }
    Some(())
}

fn pairs<S: Sink>(first: Id, second: Id, reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    while !reader.is_at_end() {
        reader.ipv4(first, tree)?;
        reader.ipv4(second, tree)?;
    }
    Some(())
}

fn values<S: Sink>(field: Id, shape: Shape, data: &[u8], reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let bits = match field.field().kind {
        Kind::Unsigned(bits) => usize::from(bits),
        _ => 32,
    };
    let title = field.field().title;
    let number = |bytes: &[u8]| bytes.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    match shape {
        Shape::Address if data.len() == 4 => reader.ipv4(field, tree)?,
        Shape::Addresses if data.len().is_multiple_of(4) => {
            while !reader.is_at_end() {
                reader.ipv4(field, tree)?;
            }
        }
        Shape::Text => put_text(field, data, tree),
        Shape::Number if data.len() == bits / 8 => tree.put(field, number(data), data),
        Shape::Numbers if data.len().is_multiple_of(bits / 8) => {
            data.chunks(bits / 8).for_each(|bytes| tree.put(field, number(bytes), bytes))
        }
        Shape::Flag if data.len() == 1 => tree.put(field, data != [0], data),
        Shape::Seconds if data.len() == 4 => {
            let seconds = u32::from_be_bytes(padded(data));
            match seconds {
                u32::MAX => tree.put_as(field, seconds, data, format_args!("{title}: ({seconds}s) infinity")),
                _ => tree.put_as(field, seconds, data, format_args!("{title}: ({seconds}s) {}", Lasting(seconds))),
            }
        }
        Shape::Offset if data.len() == 4 => {
            let seconds = i32::from_be_bytes(padded(data));
            let sign = if seconds < 0 { "-" } else { "" };
            let lasting = Lasting(seconds.unsigned_abs());
            tree.put_as(field, Value::Signed(seconds.into()), data, format_args!("{title}: ({seconds}s) {sign}{lasting}"));
        }
        _ => {}
    }
    Some(())
}

/// Who the client is (RFC 2132 9.14, RFC 4361 6.1).
fn identifier<S: Sink>(data: &[u8], reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    let &kind = data.first()?;
    match (kind, data.len()) {
        (1..=31, 7) => {
            reader.u8(HW_TYPE, tree)?;
            hardware_address(kind, reader.left(), tree);
        }
        // Too long or too short for a hardware address.
        (1..=31, _) => {}
        (255, 3..) => {
            reader.take(1)?;
            let bytes = reader.take(4)?;
            hex_text(CLIENT_ID_IAID, bytes, "", tree);
            let kind = reader.u16(CLIENT_ID_DUID_TYPE, tree)?;
            match kind {
                1 => {
                    reader.u16(CLIENT_ID_DUID_LLT_HW_TYPE, tree)?;
                    reader.u32(CLIENT_ID_TIME, tree)?;
                }
                3 => drop(reader.u16(CLIENT_ID_DUID_LL_HW_TYPE, tree)?),
                _ => return None,
            }
            hex_text(CLIENT_ID_LINK_LAYER_ADDRESS, reader.left(), ":", tree);
        }
        _ => {
            reader.u8(CLIENT_ID_TYPE, tree)?;
            if !reader.is_at_end() {
                put_text(CLIENT_ID_UNDEF, reader.left(), tree);
            }
        }
    }
    Some(())
}

/// Bytes that Wireshark keeps as text.
fn hex_text<S: Sink>(field: Id, bytes: &[u8], separator: &str, tree: &mut Tree<'_, '_, S>) {
    if tree.wants_field(field) {
        let text: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        tree.put(field, text.join(separator).as_str(), bytes);
    }
}

/// The client's name (RFC 4702 2).
fn full_name<S: Sink>(reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    const FLAGS: [(u8, Id); 4] = [(8, FQDN_N), (4, FQDN_E), (2, FQDN_O), (1, FQDN_S)];
    let bytes = reader.take(1)?;
    let flags = *bytes.first()?;
    let mut set = String::new();
    for (_, field) in FLAGS.into_iter().filter(|(bit, _)| flags & bit != 0) {
        set.push_str(", ");
        set.push_str(field.field().title);
    }
    tree.put_as(FQDN_FLAGS, flags, bytes, format_args!("Flags: 0x{flags:02x}{set}"));
    tree.below(|tree| {
        tree.put(FQDN_MBZ, flags >> 4, bytes);
        for (bit, field) in FLAGS {
            tree.put(field, flags & bit != 0, bytes);
        }
    });
    reader.u8(FQDN_RCODE1, tree)?;
    reader.u8(FQDN_RCODE2, tree)?;
    if flags & 4 == 0 {
        put_text(FQDN_NAME, reader.left(), tree);
    } else if !reader.is_at_end() {
        let (name, bytes) = reader.peek_name()?;
        put_name(FQDN_NAME, name, bytes, tree);
    }
    Some(())
}

/// Routes (RFC 3442): the width of the mask, as many bytes of the network as it covers, the router.
fn routes<S: Sink>(reader: &mut Reader<'_>, tree: &mut Tree<'_, '_, S>) -> Option<()> {
    while !reader.is_at_end() {
        let start = *reader;
        let width = reader.take(1)?.first().copied()?;
        let network = reader.take(usize::from(width).div_ceil(8).min(4))?;
        let router = Ipv4Addr::from(<[u8; 4]>::try_from(reader.take(4)?).ok()?);
        let bytes = start.until(reader);
        let network = Ipv4Addr::from(padded(network));
        match width {
            0 => tree.put_as(OPTION_CLASSLESS_STATIC_ROUTE, bytes, bytes, format_args!(" default-{router}")),
            _ => tree.put_as(OPTION_CLASSLESS_STATIC_ROUTE, bytes, bytes, format_args!(" {network}/{width}-{router}")),
        }
    }
    Some(())
}
