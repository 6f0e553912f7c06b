using System.Globalization;

namespace TypedRpc.LoadTest.Load;

/// <summary>What a process has used since its start.</summary>
internal readonly record struct ResourceUse(long AllocatedBytes, long CpuTicks)
{
    public static ResourceUse OfThisProcess() => new(GC.GetTotalAllocatedBytes(precise: true), Environment.CpuUsage.TotalTime.Ticks);

    public static ResourceUse operator -(ResourceUse left, ResourceUse right) =>
        new(left.AllocatedBytes - right.AllocatedBytes, left.CpuTicks - right.CpuTicks);

    public static ResourceUse Parse(string text)
    {
        var parts = text.Split(' ');
        return new ResourceUse(long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{AllocatedBytes} {CpuTicks}");
}
