#include "net/fetch_job.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace headwater {
namespace {

/// What a failure without a response means for the task.
struct Failure {
  ErrorCode code;
  FetchVerdict verdict;
  double weight;
};
constexpr Failure kFailures[] = {
    {ErrorCode::kForbiddenAddress, FetchVerdict::kForbidden, kHard},
    {ErrorCode::kBadArgument, FetchVerdict::kForbidden, kHard},
    {ErrorCode::kTooLarge, FetchVerdict::kUnreachable, kHard},
    {ErrorCode::kNameResolution, FetchVerdict::kUnreachable, kSoft},
    {ErrorCode::kTls, FetchVerdict::kUnreachable, kSoft},
    {ErrorCode::kBadHttp, FetchVerdict::kUnreachable, kSoft},
};

Judgement judge_error(const Error& error) {
  Judgement judgement;
  judgement.error = error;
  judgement.weight = kTemporary;
  // What is the page's fault and not the server's does not make the server rest.
  judgement.answer.failed =
      error.code != ErrorCode::kTooLarge && error.code != ErrorCode::kForbiddenAddress;
  for (const Failure& row : kFailures) {
    if (row.code != error.code) continue;
    judgement.verdict = row.verdict;
    judgement.weight = row.weight;
  }
  return judgement;
}

bool is_redirect(int status) {
  return (status >= 301 && status <= 303) || status == 307 || status == 308;
}

/// 408, 425 and 429 are about the moment, like all of 5xx.
bool is_for_now(int status) {
  return status == 408 || status == 425 || status == 429 || status >= 500;
}

Judgement refused(const FetchJob& job, FetchVerdict verdict, double weight, ErrorCode code,
                  std::string_view what) {
  Judgement judgement;
  judgement.verdict = verdict;
  judgement.weight = weight;
  judgement.error = Error{code, fmt::format("{}: {}", job.uri, what)};
  return judgement;
}

Judgement judge_status(const FetchJob& job, int status) {
  const std::string said = fmt::format("the server answers with status {}", status);
  if (is_for_now(status)) {
    Judgement judgement = refused(job, FetchVerdict::kUnreachable, kTemporary,
                                  ErrorCode::kHttpStatus, said + "; asked again later");
    judgement.answer.failed = true;
    return judgement;
  }
  if (status == 401 || status == 403 || status == 407) {
    return refused(job, FetchVerdict::kForbidden, kSoft, ErrorCode::kHttpStatus,
                   said + ": it does not let everybody in");
  }
  if (status >= 400) {
    return refused(job, FetchVerdict::kGone, kHard, ErrorCode::kHttpStatus, said);
  }
  if (status == 304) {
    return refused(job, FetchVerdict::kUnreachable, kSoft, ErrorCode::kBadHttp,
                   "the server says \"unchanged\" (304) without having been asked by validators");
  }
  if (is_redirect(status)) {
    return refused(job, FetchVerdict::kUnreachable, kSoft, ErrorCode::kBadHttp,
                   said + " but does not say where to");
  }
  return refused(job, FetchVerdict::kUnreachable, kSoft, ErrorCode::kHttpStatus,
                 said + ", which brings no page");
}

/// 204, 205 and 206 have no content or a part of it.
bool brings_all(int status) {
  return status >= 200 && status < 300 && !(status >= 204 && status <= 206);
}

}  // namespace

BodyCut cut_of(const HttpReply& reply) {
  if (!reply.error || reply.exchange.response.empty()) return BodyCut::kWhole;
  switch (reply.error->code) {
    case ErrorCode::kTooLarge:
      return BodyCut::kLength;
    case ErrorCode::kTimeout:
      return BodyCut::kTime;
    case ErrorCode::kTruncated:
    case ErrorCode::kConnect:
    case ErrorCode::kTls:
      return BodyCut::kDisconnect;
    default:
      return BodyCut::kUnspecified;
  }
}

Judgement judge_reply(const FetchJob& job, const HttpReply& reply, const ResponseHead* head,
                      Timestamp now, std::chrono::seconds most_retry_after) {
  if (reply.error) return judge_error(*reply.error);
  const int status = reply.exchange.status;
  if (head == nullptr) {
    return refused(job, FetchVerdict::kUnreachable, kSoft, ErrorCode::kBadHttp,
                   "the head of the response cannot be read");
  }
  Judgement judgement;
  const std::string_view location = head->find("Location").value_or("");
  if (is_redirect(status) && !location.empty()) {
    judgement.location = location;
  } else if (status == 304 && job.sent_validators) {
    judgement.verdict = FetchVerdict::kUnchanged;
  } else if (brings_all(status)) {
    judgement.verdict = FetchVerdict::kFetched;
  } else {
    judgement = judge_status(job, status);
  }
  const std::optional<std::string_view> retry_after = head->find("Retry-After");
  if (judgement.answer.failed && retry_after) {
    judgement.answer.retry_after =
        parse_retry_after(*retry_after, now, most_retry_after).value_or(std::chrono::seconds(0));
  }
  return judgement;
}

HttpRequest request_of(FetchJob& job, std::uint64_t ticket) {
  HttpRequest request;
  request.ticket = ticket;
  request.uri = job.uri;
  request.most_bytes = job.task.limit;
  request.reach = job.task.any_address ? Reach::kAny : Reach::kPublic;
  if (job.for_robots) {
    request.overlong = Overlong::kReadBeginning;
    request.fields.push_back({"Accept-Encoding", "identity"});
  }
  if (!job.task.accept.empty()) request.fields.push_back({"Accept", job.task.accept});
  job.sent_validators = false;
  for (const auto& [name, validator] : {std::pair{"If-None-Match", &job.task.etag},
                                        std::pair{"If-Modified-Since", &job.task.last_modified}}) {
    Result<std::string> value = sanitize_field_value(*validator);
    if (!value) continue;  // Empty, or what could end the field: then it is asked in full.
    request.fields.push_back({name, std::move(*value)});
    job.sent_validators = true;
  }
  return request;
}

void describe_payload(const ResponseHead& head, Fetched& fetched) {
  // What cannot be undone is named as the server names it: whoever undoes it says so.
  fetched.content_encoding = head.joined("Content-Encoding");
  if (const auto codings = parse_content_codings(fetched.content_encoding)) {
    fetched.content_encoding = fmt::format("{}", fmt::join(*codings, ", "));
  }
  if (const auto type = head.find("Content-Type")) {
    if (const std::optional<MediaType> media = parse_media_type(*type)) {
      fetched.media_type = media->essence;
      fetched.charset = media->charset;
    }
  }
  Validators validators = validators_of(head);
  fetched.etag = std::move(validators.etag);
  fetched.last_modified = std::move(validators.last_modified);
}

}  // namespace headwater
