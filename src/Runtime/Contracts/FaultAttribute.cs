namespace TypedRpc;

/// <summary>Declares a fault that a method may answer with: <c>throw new RpcFaultException&lt;TDetail&gt;(detail)</c> on the server, caught as the same type by the caller.</summary>
/// <typeparam name="TDetail">MessagePack-serialisable detail of the fault.</typeparam>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class FaultAttribute<TDetail> : Attribute
{
    /// <summary>Wire name of the fault, unique within the method; when null, the simple name of <typeparamref name="TDetail"/>.</summary>
    public string? Name { get; set; }
}
