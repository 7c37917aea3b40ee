"""Columns of customers' tables: what each is called in Chinese and English, and where its cells belong."""

from collections.abc import Sequence
from dataclasses import replace

from desk.customers.tables import Contact, Customer, Product
from desk.fields import views as own_views
from desk.foundation.translation import N_
from desk.imports.kinds import Column, by_field, plain

_TABLES = {"customer": Customer, "contact": Contact, "product": Product}


def _column(field: str, part: str, label: str, words: str, target: str = "", *, required: bool = False) -> Column:
    name = target or field
    longest = getattr(getattr(_TABLES[part], name), "length", 10_000)
    return Column(field, label, tuple(words.split()), longest or 10_000, required, part, name)


COLUMNS = (
    _column(
        "name",
        "customer",
        N_("Customer name"),
        "客户名称 单位名称 公司名称 企业名称 客户全称 单位全称 公司全称 单位 公司 客户 名称 全称"
        " customername companyname customer company fullname organization organisation accountname",
        required=True,
    ),
    _column("short_name", "customer", N_("Short name"), "简称 客户简称 单位简称 公司简称 shortname"),
    _column("industry", "customer", N_("Industry"), "行业 所属行业 行业类别 industry"),
    _column("address", "customer", N_("Address"), "地址 单位地址 公司地址 客户地址 详细地址 联系地址 通讯地址 address"),
    _column(
        "phone",
        "customer",
        N_("Phone"),
        "电话 公司电话 单位电话 客户电话 办公电话 电话号码 总机"
        " phone telephone tel officephone companyphone phonenumber",
    ),
    _column("fax", "customer", N_("Fax"), "传真 传真号 传真号码 fax faxnumber"),
    _column("website", "customer", N_("Website"), "网址 网站 主页 公司网站 公司网址 website web url homepage"),
    _column(
        "tax_no",
        "customer",
        N_("Tax number"),
        "税号 纳税人识别号 统一社会信用代码 社会信用代码 信用代码 taxno taxnumber taxid vat vatnumber",
    ),
    _column(
        "invoice_title",
        "customer",
        N_("Name on invoices"),
        "发票抬头 开票名称 开票抬头 开票单位 抬头 invoicetitle invoicename billingname",
    ),
    _column(
        "invoice_address",
        "customer",
        N_("Address and phone on invoices"),
        "开票地址和电话 开票地址电话 开票地址及电话 开票地址 地址电话 发票地址 invoiceaddress billingaddress",
    ),
    _column(
        "bank",
        "customer",
        N_("Bank and account"),
        "开户行和账号 开户行及账号 开户银行及账号 开户行账号 开户银行 开户行 银行账号 银行账户 账号"
        " bank bankaccount accountnumber",
    ),
    _column("source", "customer", N_("Came from"), "来源 客户来源 source leadsource camefrom"),
    _column("status", "customer", N_("Status"), "状态 客户状态 status"),
    _column("grade", "customer", N_("Grade"), "级别 等级 客户级别 客户等级 客户分级 grade level"),
    _column(
        "credit", "customer", N_("Credit rating"), "信用评级 信用等级 信用 资信等级 客户信用 credit creditrating rating"
    ),
    _column(
        "cares_for",
        "customer",
        N_("Cares most about"),
        "最看重 客户最看重 最关注 关注重点 关注点 客户关注 caresfor caresabout priorities priority",
    ),
    _column(
        "engineer",
        "customer",
        N_("Preferred engineer"),
        "首选工程师 指定工程师 熟悉工程师 服务工程师 工程师 engineer serviceengineer familiarengineer",
    ),
    _column("note", "customer", N_("Note"), "备注 说明 备注说明 note notes remark remarks comment comments"),
    _column(
        "external_key",
        "customer",
        N_("External number"),
        "外部编号 客户编号 客户编码 客户代码 客户号 单位编号 单位编码 编号 编码"
        " externalkey externalno externalnumber externalid customerno customernumber customercode customerid",
    ),
    _column(
        "contact",
        "contact",
        N_("Contact"),
        "联系人 联系人姓名 联系人名称 主要联系人 主联系人 姓名 contact contactname contactperson person",
        "name",
    ),
    _column(
        "contact_title",
        "contact",
        N_("Position"),
        "联系人职务 职务 职位 岗位 联系人职位 title position jobtitle contacttitle",
        "title",
    ),
    _column(
        "contact_roles",
        "contact",
        N_("Role"),
        "角色 联系人角色 联系人类型 联系人类别 role roles contactrole contactroles contacttype",
        "roles",
    ),
    _column(
        "mobile",
        "contact",
        N_("Mobile"),
        "手机 手机号 手机号码 联系人手机 移动电话 联系手机"
        " mobile mobilephone mobilenumber cell cellphone contactmobile",
    ),
    _column(
        "contact_phone",
        "contact",
        N_("Contact's phone"),
        "座机 固定电话 固话 联系人电话 联系电话 直线 contactphone directphone landline",
        "phone",
    ),
    _column("extension", "contact", N_("Extension"), "分机 分机号 分机号码 extension ext"),
    _column(
        "email", "contact", N_("E-mail"), "邮箱 电子邮箱 电子邮件 邮件 联系人邮箱 email mail emailaddress contactemail"
    ),
    _column("im", "contact", N_("QQ or WeChat"), "QQ/微信 QQ 微信 QQ号 微信号 im wechat"),
    _column("birthday", "contact", N_("Birthday"), "生日 出生日期 birthday dateofbirth"),
    _column("birth_year", "contact", N_("Year of birth"), "出生年份 出生年 生年 birthyear yearofbirth born"),
    _column(
        "call_window",
        "contact",
        N_("Best time to call"),
        "方便接电话的时间 方便时间 方便联系时间 联系时间 通话时间 calltime callwindow besttime",
    ),
    _column("interests", "contact", N_("Interests"), "兴趣爱好 兴趣 爱好 interests hobbies hobby"),
    _column("product", "product", N_("Product"), "产品 产品名称 软件 软件名称 software product productname", "name"),
    _column(
        "product_version", "product", N_("Version"), "版本 版本号 产品版本 软件版本 version productversion", "version"
    ),
    _column("modules", "product", N_("Product modules"), "模块 产品模块 modules module"),
    _column(
        "dongle_no",
        "product",
        N_("Dongle number"),
        "加密锁号 加密盒号 加密狗号 加密锁 加密盒 加密狗 锁号 dongle dongleno donglenumber",
    ),
    _column("service_code", "product", N_("Service code"), "服务码 服务代码 服务编码 servicecode"),
    _column(
        "confirmation_code",
        "product",
        N_("Confirmation code"),
        "确认码 确认代码 确认编码 注册码 confirmationcode registrationcode",
    ),
    _column(
        "purchased_on",
        "product",
        N_("Bought on"),
        "购买日期 购买时间 购入日期 采购日期 购买日 purchasedon purchasedate boughton",
    ),
    _column("environment", "product", N_("Environment"), "运行环境 环境 安装环境 environment"),
    _column("antivirus", "product", N_("Antivirus"), "杀毒软件 防病毒软件 杀毒 安全软件 antivirus virusscanner"),
)
BY_FIELD = by_field(COLUMNS)
LABELS = {one.field: one.label for one in COLUMNS}
NUMBER = _column(
    "number", "customer", N_("Our number"), "系统编号 客户系统编号 系统号 ournumber systemnumber", "number"
)
"""Our own number: who is named by it is there already."""


async def customers() -> tuple[Column, ...]:
    """A customer with their main contact and a product in a row."""
    return (NUMBER, *COLUMNS, *own("customer"), *own("contact"), *own("product"))


async def contacts() -> tuple[Column, ...]:
    """Who is there; the customer is named beside them, by number or name."""
    return (*_NAMED, *_of("contact", "contact"), *own("contact"))


async def products() -> tuple[Column, ...]:
    """What they have; the customer is named beside it."""
    return (*_NAMED, *_of("product", "product"), *own("product"))


def own(owner: str) -> list[Column]:
    """The columns of the tenant's own fields, for whoever may see them."""
    before = "" if owner == "customer" else f"{owner}."
    return [
        Column(before + one.name, one.en or one.zh, (one.zh, one.en or one.zh), part=owner, target=one.name)
        for one in own_views.seen_here(owner)
    ]


_NAMED = (NUMBER, BY_FIELD["external_key"], replace(BY_FIELD["name"], required=False))


def _of(part: str, required: str) -> list[Column]:
    return [replace(one, required=one.field == required) for one in COLUMNS if one.part == part]


def adjust(found: list[str | None], headings: Sequence[str]) -> None:
    """
    A bare “Name” is the customer's, or the contact's where another column names the customer. A table without
    people has no contacts' numbers: then the first number there is the customer's own.
    """
    for place, heading in enumerate(headings):
        if plain(heading) == "name":
            found[place] = next((field for field in ("name", "contact") if field not in found), None)
    if "contact" not in found:
        for field in ("contact_phone", "mobile"):
            if field in found and "phone" not in found:
                found[found.index(field)] = "phone"
