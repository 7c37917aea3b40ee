"""Addresses that people type: read one way only, and what isn't surely on the open internet counts as inside."""

from ipaddress import ip_address

import pytest

from desk.kit.addresses import LONGEST, Unfit, is_open, read_url, unwrapped


@pytest.mark.parametrize(
    ("url", "host", "port", "path"),
    [
        ("https://erp.example.cn/hooks?key=1", "erp.example.cn", 443, "/hooks?key=1"),
        ("http://erp.example.cn", "erp.example.cn", 80, "/"),
        ("HTTPS://ERP.Example.CN:8443", "erp.example.cn", 8443, "/"),
        ("https://erp.example.cn?key=1", "erp.example.cn", 443, "/?key=1"),
        ("https://erp.example.cn./", "erp.example.cn", 443, "/"),
        ("https://erp.example.cn/a#b", "erp.example.cn", 443, "/a"),
        ("https://erp.example.cn/a%2Fb", "erp.example.cn", 443, "/a%2Fb"),
        ("https://例子.测试/路径?q=值", "xn--fsqu00a.xn--0zwm56d", 443, "/%E8%B7%AF%E5%BE%84?q=%E5%80%BC"),
        ("https://faß.de/", "xn--fa-hia.de", 443, "/"),
        ("http://8.8.8.8:8080/", "8.8.8.8", 8080, "/"),
        ("https://[2606:4700::1111]:8443/", "2606:4700::1111", 8443, "/"),
        ("http://a.example/?@127.0.0.1/", "a.example", 80, "/?@127.0.0.1/"),
    ],
)
def test_an_address_is_read(url, host, port, path):
    found = read_url(url)

    assert (found.host, found.port, found.path) == (host, port, path)
    assert found.secure == url.lower().startswith("https")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "erp.example.cn/hooks",
        "//erp.example.cn/hooks",
        "http:erp.example.cn",
        "http:///hooks",
        "ftp://erp.example.cn/",
        "file:///etc/passwd",
        "gopher://erp.example.cn/",
        "javascript://erp.example.cn/%0aalert(1)",
        "unix:///var/run/postgresql",
        "http://localhost/",
        "http://localhost./",
        "http://intranet/",
        "http://user@erp.example.cn/",
        "http://user:password@erp.example.cn/",
        "http://erp.example.cn@127.0.0.1/",
        "http://erp.example.cn\\@127.0.0.1/",
        "http://erp.example.cn\\.evil.example/",
        "http://127.0.0.1%23.example.cn/",
        "http://%31%32%37.0.0.1/",
        "http://2130706433/",
        "http://0/",
        "http://127.1/",
        "http://127.0.1/",
        "http://0177.0.0.1/",
        "http://017700000001/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0x7F.1/",
        "http://a.0x7f/",
        "http://erp.example.1/",
        "http://1.2.3.4.5/",
        "http://256.1.1.1/",
        "http://1.2.3.4.../",
        "http://[::1/",
        "http://::1/",
        "http://[fe80::1%25eth0]/",
        "http://[fe80::1%eth0]/",
        "http://[127.0.0.1]/",
        "http://[v1.fe80]/",
        "http://erp.example.cn:0/",
        "http://erp.example.cn:65536/",
        "http://erp.example.cn:80:80/",
        "http://erp.example.cn:/",
        "http://erp.example.cn:８０/",
        "http://erp..example.cn/",
        "http://.example.cn/",
        "http://-erp.example.cn/",
        "http://erp_1.example.cn/",
        "http://xn--a.example/",
        f"http://{'a' * 64}.example/",
        f"http://{'a.' * 130}example/",
        " http://erp.example.cn/",
        "http://erp.example.cn/ ",
        "http://erp.example.cn/\r\nX-Evil: 1",
        "http://erp.example.cn/\x00",
        "http://erp.example.cn/\t",
        "http://erp.example.cn/\ud800",
        "http://erp.example.cn/" + "a" * LONGEST,
    ],
)
def test_what_two_programs_may_read_differently_is_refused(url):
    with pytest.raises(Unfit):
        read_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.0.0.1./",
        "http://127.255.255.254/",
        "http://１２７.0.0.1/",
        "http://127。0。0。1/",
        "http://①②⑦.0.0.1/",
        "http://\u00ad127.0.0.1/",
        "http://127.0.0.1\u200b/",
        "http://0.0.0.0/",
        "http://10.0.0.1/",
        "http://100.64.0.1/",
        "http://100.100.100.200/",
        "http://169.254.169.254/",
        "http://172.16.0.1/",
        "http://172.31.255.255/",
        "http://192.0.0.192/",
        "http://192.0.2.1/",
        "http://192.88.99.1/",
        "http://192.168.1.1/",
        "http://198.18.0.1/",
        "http://198.51.100.7/",
        "http://203.0.113.7/",
        "http://224.0.0.1/",
        "http://239.255.255.250/",
        "http://240.0.0.1/",
        "http://255.255.255.255/",
        "http://168.63.129.16/",
        "http://[::]/",
        "http://[::1]/",
        "http://[::127.0.0.1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[::ffff:169.254.169.254]/",
        "http://[::ffff:0:127.0.0.1]/",
        "http://[64:ff9b::127.0.0.1]/",
        "http://[64:ff9b::10.0.0.1]/",
        "http://[64:ff9b:1::1]/",
        "http://[100::1]/",
        "http://[2001::1]/",
        "http://[2001:0:7f00:1::]/",
        "http://[2001:db8::1]/",
        "http://[2002:7f00:1::]/",
        "http://[2002:c0a8:101::1]/",
        "http://[3fff::1]/",
        "http://[fc00::1]/",
        "http://[fd00:ec2::254]/",
        "http://[fe80::1]/",
        "http://[fec0::1]/",
        "http://[ff02::1]/",
    ],
)
def test_an_address_that_is_inside_is_seen_through(url):
    literal = read_url(url).literal

    assert literal is not None
    assert not is_open(literal)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "223.5.5.5", "2606:4700::1111", "2400:3200::1"],
)
def test_an_address_on_the_internet_is_open(address):
    assert is_open(ip_address(address))


def test_what_carries_an_open_address_is_open():
    assert is_open(ip_address("::ffff:8.8.8.8"))
    assert unwrapped(ip_address("64:ff9b::808:808")) == ip_address("8.8.8.8")


def test_the_host_header_names_a_port_only_where_it_is_unusual():
    assert read_url("https://a.example:443/").authority == "a.example"
    assert read_url("http://a.example:443/").authority == "a.example:443"
    assert read_url("http://[2606:4700::1111]:8080/").authority == "[2606:4700::1111]:8080"
