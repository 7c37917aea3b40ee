"""The vendors' signatures, held against the examples that they publish themselves."""

from datetime import UTC, datetime

from desk.sms.signing import acs3, query_of, tc3


def test_aliyuns_own_example():
    """https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature, the fixed parameters."""
    query = query_of({"RegionId": "cn-shanghai", "ImageId": "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"})
    found = acs3(
        *("ecs.cn-shanghai.aliyuncs.com", "RunInstances", "2014-05-26", query),
        key_id="YourAccessKeyId",
        secret="YourAccessKeySecret",
        nonce="3156853299f313e23d1673dc12e1703d",
        at=datetime(2023, 10, 26, 10, 22, 32, tzinfo=UTC),
    )

    assert found["Authorization"] == (
        "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;"
        "x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
    )


def test_tencents_own_example():
    """https://cloud.tencent.com/document/api/213/30654, the version of the text with two signed headers."""
    body = b'{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}'
    found = tc3(
        *("cvm.tencentcloudapi.com", "cvm", body),
        key_id="AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******",
        secret="Gu5t9xGARNpq86cd98joQYCN3*******",
        at=datetime.fromtimestamp(1551113065, UTC),
    )

    assert found["X-TC-Timestamp"] == "1551113065"
    assert found["Authorization"] == (
        "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******/2019-02-25/cvm/tc3_request, "
        "SignedHeaders=content-type;host, Signature=2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c"
    )


def test_what_a_query_may_not_say_plainly_is_escaped():
    assert query_of({"b": "a b+c*~", "a": "您好"}) == "a=%E6%82%A8%E5%A5%BD&b=a%20b%2Bc%2A~"
