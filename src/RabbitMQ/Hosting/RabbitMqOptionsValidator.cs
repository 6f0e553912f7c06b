using Microsoft.Extensions.Options;
using TypedRpc.RabbitMQ.Transport;

namespace TypedRpc.RabbitMQ.Hosting;

/// <summary>Names the setting that is wrong when the connection is made.</summary>
internal sealed class RabbitMqOptionsValidator : IValidateOptions<RabbitMqOptions>
{
    public ValidateOptionsResult Validate(string? name, RabbitMqOptions options) =>
        options.Validate() is { Count: > 0 } errors ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
}
