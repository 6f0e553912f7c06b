using Microsoft.Extensions.Options;

namespace TypedRpc.RabbitMQ.Hosting;

/// <summary>Names the setting that is wrong when the host starts.</summary>
internal sealed class TypedRpcOptionsValidator : IValidateOptions<TypedRpcOptions>
{
    public ValidateOptionsResult Validate(string? name, TypedRpcOptions options) =>
        options.Validate() is { Count: > 0 } errors ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
}
