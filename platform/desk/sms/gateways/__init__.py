"""The gateways of the house."""

from desk.sms.gateways.aliyun import ALIYUN
from desk.sms.gateways.tencent import TENCENT

GATEWAYS = (ALIYUN, TENCENT)
