//! The catalogue itself: code, class, OAuth error, titles, rule, remedies.
// One table on purpose: documentation, pages and wire bodies are generated from these rows.

use super::{Class, ReasonInfo};
use crate::oauth::OAuthErrorCode;

macro_rules! reasons {
    ($($variant:ident = $code:literal, $class:ident, $oauth:ident, $rule:literal,
        $title_en:literal, $title_vi:literal, $remedy_en:literal, $remedy_vi:literal;)*) => {
        /// Why something was refused. The catalogue in the documentation explains each.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each variant's text is its catalogue row")]
        pub enum Reason { $($variant,)* }

        impl Reason {
            /// Every reason, in catalogue order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The reason's row.
            pub const fn info(self) -> &'static ReasonInfo {
                match self {
                    $(Self::$variant => &ReasonInfo {
                        code: $code, class: Class::$class, oauth: OAuthErrorCode::$oauth, rule: $rule,
                        title_en: $title_en, title_vi: $title_vi, remedy_en: $remedy_en, remedy_vi: $remedy_vi,
                    },)*
                }
            }
        }
    };
}

reasons! {
    // The shape of a request
    ParameterMissing = "parameter-missing", BadRequest, InvalidRequest, "RFC 6749 section 3.1",
        "a required parameter is missing", "thiếu tham số bắt buộc",
        "add the parameter named in the detail", "bổ sung tham số được nêu trong phần chi tiết";
    ParameterRepeated = "parameter-repeated", BadRequest, InvalidRequest, "RFC 6749 section 3.1",
        "a parameter occurs more than once", "một tham số xuất hiện nhiều lần",
        "send each parameter once", "mỗi tham số chỉ gửi một lần";
    ParameterInvalid = "parameter-invalid", BadRequest, InvalidRequest, "RFC 6749 section 4.1.2.1",
        "a parameter has a value that cannot be used", "tham số có giá trị không hợp lệ",
        "correct the value named in the detail", "sửa giá trị được nêu trong phần chi tiết";
    BodyTooLong = "body-too-long", TooLarge, InvalidRequest, "this server's limits",
        "the body is longer than the limit", "nội dung gửi vượt quá giới hạn",
        "send a shorter body", "gửi nội dung ngắn hơn";
    BodyMalformed = "body-malformed", BadRequest, InvalidRequest, "RFC 8259 and the WHATWG URL standard",
        "the body cannot be read", "không đọc được nội dung gửi",
        "send the document type that the endpoint documents", "gửi đúng định dạng mà tài liệu yêu cầu";
    ContentTypeWrong = "content-type-wrong", UnsupportedMedia, InvalidRequest, "RFC 9110 section 15.5.16",
        "the body has a content type that this endpoint does not read", "kiểu nội dung không được hỗ trợ",
        "set the content type named in the detail", "đặt kiểu nội dung như trong phần chi tiết";
    RouteUnknown = "route-unknown", NotFound, InvalidRequest, "RFC 9110 section 15.5.5",
        "there is nothing at this address", "không có gì tại địa chỉ này",
        "look the address up in the discovery document", "tra địa chỉ trong tài liệu khám phá";
    MethodWrong = "method-wrong", MethodNotAllowed, InvalidRequest, "RFC 9110 section 15.5.6",
        "this address does not answer that method", "địa chỉ này không nhận phương thức đó",
        "use a method of the allow header", "dùng phương thức có trong tiêu đề allow";

    // Client authentication
    ClientUnknown = "client-unknown", Unauthenticated, InvalidClient, "RFC 6749 section 5.2",
        "the client is not registered in this realm", "ứng dụng chưa được đăng ký trong miền này",
        "check the client id and the realm of the address", "kiểm tra mã ứng dụng và miền trong địa chỉ";
    ClientAuthenticationMissing = "client-authentication-missing", Unauthenticated, InvalidClient, "RFC 6749 section 3.2.1",
        "the client did not authenticate", "ứng dụng chưa xác thực",
        "authenticate with the registered method", "xác thực bằng phương thức đã đăng ký";
    ClientAuthenticationTwice = "client-authentication-twice", BadRequest, InvalidRequest, "RFC 6749 section 2.3",
        "the client authenticated in more than one way", "ứng dụng xác thực bằng nhiều cách cùng lúc",
        "use one method only", "chỉ dùng một phương thức";
    ClientMethodWrong = "client-method-wrong", Unauthenticated, InvalidClient, "OpenID Connect Registration section 2",
        "the client authenticated with a method it is not registered for", "phương thức xác thực không đúng đăng ký",
        "use the registered method, or register this one", "dùng đúng phương thức đã đăng ký";
    ClientSecretWrong = "client-secret-wrong", Unauthenticated, InvalidClient, "RFC 6749 section 2.3.1",
        "the client secret is wrong", "mã bí mật của ứng dụng không đúng",
        "form-encode id and secret before base64, and check the secret", "mã hoá form mã ứng dụng và mã bí mật trước khi base64, và kiểm tra lại mã";
    ClientAssertionInvalid = "client-assertion-invalid", Unauthenticated, InvalidClient, "RFC 7523 section 3",
        "the client assertion is not acceptable", "chứng thư xác thực của ứng dụng không hợp lệ",
        "check signature, iss, sub, aud, exp and jti against the detail", "kiểm tra chữ ký, iss, sub, aud, exp, jti theo phần chi tiết";
    ClientAssertionReplayed = "client-assertion-replayed", Unauthenticated, InvalidClient, "RFC 7523 section 3 item 7",
        "the client assertion was used before", "chứng thư xác thực đã được dùng",
        "make a new assertion with a new jti for every request", "tạo chứng thư mới với jti mới cho mỗi yêu cầu";

    // Token endpoint
    GrantTypeUnsupported = "grant-type-unsupported", BadRequest, UnsupportedGrantType, "RFC 6749 section 5.2",
        "the grant type is not supported", "kiểu cấp quyền không được hỗ trợ",
        "use one of grant_types_supported", "dùng một trong grant_types_supported";
    GrantTypeNotAllowed = "grant-type-not-allowed", BadRequest, UnauthorizedClient, "RFC 6749 section 5.2",
        "the client may not use this grant type", "ứng dụng không được dùng kiểu cấp quyền này",
        "register the grant type for the client", "đăng ký kiểu cấp quyền cho ứng dụng";
    ScopeNotAllowed = "scope-not-allowed", BadRequest, InvalidScope, "RFC 6749 section 3.3",
        "a scope is unknown or not the client's", "phạm vi không tồn tại hoặc không thuộc ứng dụng",
        "ask for registered scopes only", "chỉ yêu cầu phạm vi đã đăng ký";
    CodeUnknown = "code-unknown", BadRequest, InvalidGrant, "RFC 6749 section 4.1.3",
        "the authorization code is unknown or expired", "mã uỷ quyền không tồn tại hoặc đã hết hạn",
        "exchange the code within a minute, in the realm that issued it", "đổi mã trong vòng một phút, tại miền đã cấp";
    CodeReplayed = "code-replayed", BadRequest, InvalidGrant, "RFC 6749 section 4.1.2",
        "the authorization code was used before; its tokens are revoked", "mã uỷ quyền đã được dùng; các token liên quan bị thu hồi",
        "exchange a code once; if it was not you, look for a leak", "mỗi mã chỉ đổi một lần; nếu không phải bạn, hãy tìm chỗ rò rỉ";
    CodeOtherClient = "code-other-client", BadRequest, InvalidGrant, "RFC 6749 section 4.1.3",
        "the authorization code belongs to another client", "mã uỷ quyền thuộc ứng dụng khác",
        "exchange the code as the client that asked for it", "đổi mã bằng chính ứng dụng đã yêu cầu";
    RedirectUriMismatch = "redirect-uri-mismatch", BadRequest, InvalidGrant, "RFC 6749 section 4.1.3",
        "redirect_uri differs from the authorization request", "redirect_uri khác với yêu cầu uỷ quyền",
        "repeat the redirect_uri of the authorization request exactly", "gửi lại đúng redirect_uri của yêu cầu uỷ quyền";
    PkceMissing = "pkce-missing", BadRequest, InvalidGrant, "RFC 7636 section 4.6",
        "the code verifier is missing or was not announced", "thiếu code_verifier hoặc chưa khai báo code_challenge",
        "send the code_verifier of the code_challenge", "gửi code_verifier tương ứng với code_challenge";
    PkceMismatch = "pkce-mismatch", BadRequest, InvalidGrant, "RFC 7636 section 4.6",
        "the code verifier does not match the challenge", "code_verifier không khớp với code_challenge",
        "keep the verifier from the start of the same login", "giữ verifier của chính lần đăng nhập đó";
    RefreshTokenUnknown = "refresh-token-unknown", BadRequest, InvalidGrant, "RFC 6749 section 6",
        "the refresh token is unknown, expired or revoked", "refresh token không tồn tại, hết hạn hoặc đã bị thu hồi",
        "let the citizen log in again", "yêu cầu công dân đăng nhập lại";
    RefreshTokenReplayed = "refresh-token-replayed", BadRequest, InvalidGrant, "RFC 9700 section 4.14.2",
        "a replaced refresh token was used; its family is revoked", "refresh token cũ được dùng lại; cả chuỗi bị thu hồi",
        "store the newest refresh token before using it", "lưu refresh token mới nhất trước khi dùng";
    RefreshTokenOtherClient = "refresh-token-other-client", BadRequest, InvalidGrant, "RFC 6749 section 6",
        "the refresh token belongs to another client", "refresh token thuộc ứng dụng khác",
        "use the token as the client it was issued to", "dùng token bằng chính ứng dụng được cấp";

    // Authorization endpoint
    RedirectUriMissing = "redirect-uri-missing", BadRequest, InvalidRequest, "OpenID Connect Core section 3.1.2.1",
        "redirect_uri is missing", "thiếu redirect_uri",
        "send one of the client's registered redirect URIs", "gửi một redirect_uri đã đăng ký";
    RedirectUriUnregistered = "redirect-uri-unregistered", BadRequest, InvalidRequest, "RFC 9700 section 4.1.3",
        "redirect_uri is not registered for the client", "redirect_uri chưa được đăng ký cho ứng dụng",
        "register this exact URI, character by character", "đăng ký đúng từng ký tự của URI này";
    ResponseTypeUnsupported = "response-type-unsupported", BadRequest, UnsupportedResponseType, "RFC 6749 section 4.1.2.1",
        "the response type is not supported", "kiểu phản hồi không được hỗ trợ",
        "use response_type=code", "dùng response_type=code";
    ResponseModeUnsupported = "response-mode-unsupported", BadRequest, InvalidRequest, "OAuth 2.0 Multiple Response Types section 2.1",
        "the response mode is not supported", "chế độ phản hồi không được hỗ trợ",
        "use response_mode=query or leave it out", "dùng response_mode=query hoặc bỏ tham số";
    PkceRequired = "pkce-required", BadRequest, InvalidRequest, "RFC 9700 section 2.1.1",
        "the client must use PKCE", "ứng dụng phải dùng PKCE",
        "send code_challenge with code_challenge_method=S256", "gửi code_challenge với code_challenge_method=S256";
    PkceMethodUnsupported = "pkce-method-unsupported", BadRequest, InvalidRequest, "RFC 9700 section 2.1.1",
        "the code challenge is not an S256 challenge", "code_challenge không phải dạng S256",
        "send the base64url SHA-256 of the verifier", "gửi SHA-256 dạng base64url của verifier";
    PromptContradictory = "prompt-contradictory", BadRequest, InvalidRequest, "OpenID Connect Core section 3.1.2.1",
        "prompt has none beside another value, or an unknown value", "prompt chứa none cùng giá trị khác, hoặc giá trị lạ",
        "use none alone, or any of login, consent and select_account", "dùng none một mình, hoặc login, consent, select_account";
    RequestObjectUnsupported = "request-object-unsupported", BadRequest, RequestNotSupported, "OpenID Connect Core section 6.1",
        "request objects are not supported", "chưa hỗ trợ đối tượng yêu cầu",
        "send plain parameters", "gửi tham số thông thường";
    RequestUriUnsupported = "request-uri-unsupported", BadRequest, RequestUriNotSupported, "OpenID Connect Core section 6.2",
        "request URIs are not supported", "chưa hỗ trợ request_uri",
        "send plain parameters", "gửi tham số thông thường";
    LoginRequired = "login-required", Unauthenticated, LoginRequired, "OpenID Connect Core section 3.1.2.6",
        "prompt=none, and nobody suitable is logged in", "prompt=none nhưng chưa có ai đăng nhập phù hợp",
        "repeat without prompt=none", "gửi lại không có prompt=none";
    ConsentRequired = "consent-required", Unauthenticated, ConsentRequired, "OpenID Connect Core section 3.1.2.6",
        "prompt=none, and the citizen has not consented to all of this", "prompt=none nhưng công dân chưa đồng ý",
        "repeat without prompt=none", "gửi lại không có prompt=none";
    ConsentDenied = "consent-denied", Forbidden, AccessDenied, "RFC 6749 section 4.1.2.1",
        "the citizen refused", "công dân đã từ chối",
        "explain to the citizen what the data are for", "giải thích cho công dân mục đích sử dụng dữ liệu";
    InteractionUnknown = "interaction-unknown", BadRequest, InvalidRequest, "this server's limits",
        "this login was finished, abandoned or took too long", "phiên đăng nhập này đã kết thúc hoặc quá hạn",
        "begin again at the application", "bắt đầu lại từ ứng dụng";
    BrowserMismatch = "browser-mismatch", Forbidden, AccessDenied, "RFC 9700 section 4.7",
        "the form does not come from the browser that began this login", "biểu mẫu không đến từ trình duyệt đã bắt đầu",
        "allow cookies and begin again at the application", "cho phép cookie và bắt đầu lại từ ứng dụng";
    IdTokenHintInvalid = "id-token-hint-invalid", BadRequest, InvalidRequest, "OpenID Connect RP-Initiated Logout section 2",
        "id_token_hint was not issued by this realm for this client", "id_token_hint không do miền này cấp cho ứng dụng",
        "send the ID token of the session to end", "gửi ID token của phiên cần kết thúc";
    LogoutUriUnregistered = "logout-uri-unregistered", BadRequest, InvalidRequest, "OpenID Connect RP-Initiated Logout section 3",
        "post_logout_redirect_uri is not registered for the client", "post_logout_redirect_uri chưa được đăng ký",
        "register the exact URI and send id_token_hint with it", "đăng ký đúng URI và gửi kèm id_token_hint";

    // Logging a citizen in
    CitizenUnknown = "citizen-unknown", NotFound, AccessDenied, "Law 26/2023 art. 12",
        "no citizen has this number", "không có công dân nào mang số này",
        "check the number, or pick a citizen from the search", "kiểm tra lại số hoặc chọn công dân từ danh sách";
    PasscodeWrong = "passcode-wrong", Unauthenticated, AccessDenied, "Decree 69/2024 art. 20",
        "the passcode is wrong", "mã xác thực không đúng",
        "use the passcode shown on the simulator's login page", "dùng mã xác thực hiển thị trên trang đăng nhập mô phỏng";
    CitizenDeceased = "citizen-deceased", Forbidden, AccessDenied, "Law 26/2023 art. 34",
        "the account of a deceased citizen is locked for ever", "tài khoản của người đã chết bị khoá vĩnh viễn",
        "pick a living citizen", "chọn công dân còn sống";
    AccountMissing = "account-missing", Forbidden, AccessDenied, "Decree 69/2024 art. 7",
        "the citizen has no e-ID account", "công dân chưa có tài khoản định danh điện tử",
        "pick a citizen with an account", "chọn công dân đã có tài khoản";
    AccountLocked = "account-locked", Forbidden, AccessDenied, "Law 26/2023 art. 34",
        "the e-ID account is locked", "tài khoản định danh điện tử đang bị khoá",
        "pick a citizen whose account is active", "chọn công dân có tài khoản đang hoạt động";
    AccountLevelTooLow = "account-level-too-low", Forbidden, AccessDenied, "Decree 69/2024 art. 9",
        "the e-ID account has a lower level than the application asks for", "mức độ tài khoản thấp hơn yêu cầu của ứng dụng",
        "pick a citizen with a level 2 account, or ask for less", "chọn công dân có tài khoản mức 2, hoặc yêu cầu ít hơn";

    // Protected resources
    TokenMissing = "token-missing", Unauthenticated, InvalidToken, "RFC 6750 section 3.1",
        "no access token was sent", "thiếu access token",
        "send authorization: Bearer with an access token", "gửi authorization: Bearer kèm access token";
    TokenInvalid = "token-invalid", Unauthenticated, InvalidToken, "RFC 9068 section 4",
        "the access token is not acceptable here", "access token không hợp lệ tại đây",
        "use a token of this realm, before it expires", "dùng token của đúng miền, còn hạn";
    TokenRevoked = "token-revoked", Unauthenticated, InvalidToken, "RFC 6750 section 3.1",
        "the grant behind the access token was revoked", "quyền cấp cho access token đã bị thu hồi",
        "let the citizen log in again", "yêu cầu công dân đăng nhập lại";
    ScopeInsufficient = "scope-insufficient", Forbidden, InsufficientScope, "RFC 6750 section 3.1",
        "the access token lacks a scope", "access token thiếu phạm vi cần thiết",
        "ask for the scope named in the detail", "yêu cầu phạm vi được nêu trong phần chi tiết";
    AdminTokenRequired = "admin-token-required", Unauthenticated, InvalidToken, "dinhdanh product rules",
        "the control API needs the admin token", "giao diện điều khiển cần mã quản trị",
        "send authorization: Bearer with the token printed at start", "gửi authorization: Bearer với mã in ra khi khởi động";
    HostNotAllowed = "host-not-allowed", Forbidden, AccessDenied, "dinhdanh product rules",
        "a web page of another site may not use the control API", "trang web khác không được dùng giao diện điều khiển",
        "call the control API from a program, or send the admin token", "gọi từ chương trình, hoặc gửi kèm mã quản trị";

    // Data sharing
    PartnerMissing = "partner-missing", Forbidden, UnauthorizedClient, "Law 26/2023 art. 10",
        "the client does not act for a partner", "ứng dụng không đại diện cho đơn vị nào",
        "use a client that belongs to a partner", "dùng ứng dụng thuộc một đơn vị";
    AgreementMissing = "agreement-missing", Forbidden, AccessDenied, "Decree 69/2024 art. 18",
        "the partner has no agreement", "đơn vị chưa có thoả thuận khai thác dữ liệu",
        "conclude an agreement that names attributes and purposes", "ký thoả thuận nêu rõ trường thông tin và mục đích";
    AgreementExpired = "agreement-expired", Forbidden, AccessDenied, "Decree 69/2024 art. 18",
        "the agreement is not in force on this date", "thoả thuận không có hiệu lực vào ngày này",
        "renew the agreement, or set the realm's clock within its validity", "gia hạn thoả thuận, hoặc chỉnh đồng hồ của miền";
    PurposeNotAgreed = "purpose-not-agreed", Forbidden, AccessDenied, "Law 91/2025 art. 3",
        "the purpose is not in the agreement", "mục đích không có trong thoả thuận",
        "use a purpose that the agreement names", "dùng mục đích có trong thoả thuận";
    LegalBasisNotAgreed = "legal-basis-not-agreed", Forbidden, AccessDenied, "Law 91/2025 art. 19",
        "the legal basis does not fit the agreement or the subject given", "căn cứ pháp lý không phù hợp",
        "ask by personal number on the basis of law, by the citizen's token on the basis of consent",
        "hỏi theo số định danh khi có căn cứ luật, theo token của công dân khi có sự đồng ý";
    AttributeNotAgreed = "attribute-not-agreed", Forbidden, AccessDenied, "Law 91/2025 art. 3",
        "the attribute is not in the agreement for this purpose", "trường thông tin không có trong thoả thuận cho mục đích này",
        "ask for agreed attributes only, or amend the agreement", "chỉ hỏi trường đã thoả thuận, hoặc sửa thoả thuận";
    AttributeNotConsented = "attribute-not-consented", Forbidden, AccessDenied, "Law 91/2025 art. 9",
        "the citizen did not consent to this attribute", "công dân không đồng ý cung cấp trường này",
        "ask the citizen at the next login", "xin đồng ý ở lần đăng nhập sau";
    ConsentOtherPurpose = "consent-other-purpose", Forbidden, AccessDenied, "Law 91/2025 art. 9",
        "the citizen consented to another purpose", "công dân đồng ý cho mục đích khác",
        "one consent per purpose: ask the citizen for this purpose", "mỗi mục đích một lần đồng ý: xin đồng ý cho mục đích này";
    ConsentTokenInvalid = "consent-token-invalid", Forbidden, AccessDenied, "Law 26/2023 art. 10 item 8",
        "the citizen's token does not prove a valid consent to this partner", "token của công dân không chứng minh được sự đồng ý",
        "send an access token that this partner's client received for this citizen", "gửi access token mà ứng dụng của đơn vị đã nhận cho công dân";
    SubjectUnknown = "subject-unknown", NotFound, InvalidRequest, "Law 26/2023 art. 12",
        "nobody in the register has this number", "không có ai trong cơ sở dữ liệu mang số này",
        "check the number with the person", "kiểm tra lại số với người đó";
    SubjectDeceased = "subject-deceased", Forbidden, AccessDenied, "Law 26/2023 art. 16 item 3",
        "the citizen is dead: only the fact of death may be shared", "công dân đã chết: chỉ được chia sẻ thông tin về việc chết",
        "ask for date_of_death, or let the heir ask", "hỏi date_of_death, hoặc để người thừa kế yêu cầu";
    AttributeAbsent = "attribute-absent", NotFound, InvalidRequest, "Law 26/2023 art. 9",
        "the register holds no value of this attribute", "cơ sở dữ liệu không có giá trị cho trường này",
        "nothing to do: the citizen has none", "không cần làm gì: công dân không có thông tin này";

    // The simulator itself
    RealmUnknown = "realm-unknown", NotFound, InvalidRequest, "dinhdanh product rules",
        "there is no such realm", "không có miền này",
        "create the realm, or check the name in the address", "tạo miền, hoặc kiểm tra tên trong địa chỉ";
    RealmExists = "realm-exists", Conflict, InvalidRequest, "dinhdanh product rules",
        "a realm of this name exists", "đã có miền mang tên này",
        "choose another name, or reset the realm", "chọn tên khác, hoặc đặt lại miền";
    RealmProtected = "realm-protected", Conflict, InvalidRequest, "dinhdanh product rules",
        "the default realm can be reset, but not deleted", "miền mặc định chỉ đặt lại được, không xoá được",
        "reset it, or create realms of your own", "đặt lại, hoặc tạo miền riêng";
    ChangeContradicts = "change-contradicts-register", Conflict, InvalidRequest, "dinhdanh product rules",
        "the change contradicts what the register holds", "thay đổi mâu thuẫn với dữ liệu trong sổ đăng ký",
        "read the citizen as of that day, and correct the date or the person", "xem công dân tại ngày đó rồi sửa ngày hoặc người";
    ChangeUnknown = "change-unknown", NotFound, InvalidRequest, "dinhdanh product rules",
        "the realm's register has no change with this id", "sổ đăng ký của miền không có thay đổi mang mã này",
        "list the changes of the realm, and name one of them", "liệt kê các thay đổi của miền rồi chọn một trong số đó";
    ChangeNeeded = "change-needed", Conflict, InvalidRequest, "dinhdanh product rules",
        "another change holds only with this one", "có thay đổi khác chỉ đúng khi còn thay đổi này",
        "undo the change named in the detail first", "huỷ trước thay đổi nêu trong phần chi tiết";
    RealDataSuspected = "real-data-suspected", BadRequest, InvalidRequest, "Law on Personal Data Protection 91/2025/QH15",
        "the data may be a real person's", "dữ liệu có thể là của người thật",
        "use numbers and domains that are reserved for examples", "dùng số và tên miền dành riêng cho ví dụ";
    OverlayForeign = "overlay-of-another-nation", Conflict, InvalidRequest, "dinhdanh product rules",
        "the overlay was made over another nation", "bản thay đổi được tạo trên một dân số khác",
        "start the gateway with the nation named in the detail", "khởi động cổng với dân số nêu trong phần chi tiết";
    OverlayNotEmpty = "overlay-not-empty", Conflict, InvalidRequest, "dinhdanh product rules",
        "the realm has changes of its own", "miền này đã có thay đổi riêng",
        "reset the realm, or import into a new one", "đặt lại miền, hoặc nhập vào một miền mới";
    OverlayFull = "overlay-full", TooLarge, InvalidRequest, "this server's limits",
        "a realm keeps no more changes", "miền không giữ thêm thay đổi được nữa",
        "use a larger nation or another realm instead of more changes", "dùng dân số lớn hơn hoặc miền khác thay vì thêm thay đổi";
    OrganisationUnknown = "organisation-unknown", NotFound, InvalidRequest, "Decree 168/2025 art. 8",
        "no organisation has this tax code", "không có tổ chức nào mang mã số thuế này",
        "list organisations, or check the code and the date", "liệt kê các tổ chức, hoặc kiểm tra lại mã số và ngày";
    StoreUnavailable = "store-unavailable", Unavailable, TemporarilyUnavailable, "dinhdanh product rules",
        "the store cannot write now: nothing was recorded", "kho dữ liệu tạm thời không ghi được: chưa ghi nhận gì",
        "repeat the request after the time in retry-after", "gửi lại sau thời gian trong retry-after";
    Internal = "internal", Internal, ServerError, "RFC 9110 section 15.6.1",
        "something broke on this side", "có lỗi ở phía máy chủ",
        "report the request id to whoever runs this simulator", "báo mã yêu cầu cho người vận hành";
}
